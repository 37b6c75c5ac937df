"""Second floor: the adults, their posts, their line, and what each band is expected to do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """People who work in the schools; everyone who signs in is one of them."""

    name = "staff"
    verbose_name = _("Staff")
