"""Fourth floor: programmes, groups, sessions, measures, and what they did for the pupils."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterventionsConfig(AppConfig):
    """Provision: planned, delivered and judged."""

    name = "interventions"
    verbose_name = _("Interventions")
