"""Fourth floor: programmes, groups, sessions, measures, and what they did for the pupils."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterventionsConfig(AppConfig):
    """Provision: planned, delivered and judged."""

    name = "interventions"
    verbose_name = _("Interventions")

    def ready(self) -> None:
        """Join the lower floors' menu, search, tabs and calendar; models exist from here on."""
        import_module("interventions.joining").join()
        import_module("interventions.progress_joining").join()
        import_module("interventions.file_sections").add_sections()
        import_module("interventions.delivery_joining").join()
