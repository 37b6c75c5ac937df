"""Third floor: the pupils, their needs, and the adults who work with them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PupilsConfig(AppConfig):
    """Who the pupils are and what they need."""

    name = "pupils"
    verbose_name = _("Pupils")

    def ready(self) -> None:
        """Join the menu, the search, the first page and the due work; models exist from here on."""
        import_module("pupils.joining").join()
        import_module("pupils.profile_joining").join()
        import_module("pupils.arrangement_joining").join()
        import_module("pupils.concern_joining").join()
        import_module("pupils.plan_joining").join()
        import_module("pupils.behaviour_joining").join()
        import_module("pupils.pupil_file_joining").join()
        import_module("pupils.subject_request_joining").join()
        import_module("pupils.paper_run_joining").join()
        for subject in (
            "attachment", "carer", "court_order", "agency", "involvement", "referral", "report",
        ):  # fmt: skip
            import_module(f"pupils.{subject}_joining").join()
        import_module("pupils.emergency_joining").join()
        import_module("pupils.moving_joining").join()
        import_module("pupils.contact_joining").join()
        import_module("pupils.meeting_joining").join()
        import_module("pupils.deadline_joining").join()
