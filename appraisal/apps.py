"""Fifth floor: judging and growing the adult's work, on evidence from the work itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppraisalConfig(AppConfig):
    """Reviews, objectives, evidence and signatures."""

    name = "appraisal"
    verbose_name = _("Appraisal")
