"""Third floor: the pupils, their needs, and the adults who work with them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PupilsConfig(AppConfig):
    """Who the pupils are and what they need."""

    name = "pupils"
    verbose_name = _("Pupils")
