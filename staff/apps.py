"""Second floor: the adults, their posts, their line, and what each band is expected to do."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staff import sign_in


class StaffConfig(AppConfig):
    """People who work in the schools; everyone who signs in is one of them."""

    name = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Hang the menu, answer the search, listen at the door, and tidy up after it; models exist from here on."""
        import_module("staff.menu").hang()
        import_module("staff.finding_people").answer()
        import_module("staff.arrival").listen()
        import_module("staff.keeping_needs").join()
        import_module("staff.due").add("forget_ended_sign_ins", sign_in.forget_ended)
