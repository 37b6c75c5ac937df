"""Fifth floor: judging and growing the adult's work, on evidence from the work itself."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppraisalConfig(AppConfig):
    """Reviews, objectives, evidence and signatures."""

    name = "appraisal"
    verbose_name = _("Appraisal")

    def ready(self) -> None:
        """Join the menu and the first page; models exist from here on."""
        import_module("appraisal.joining").join()
