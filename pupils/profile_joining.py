"""Where profiles join what others keep: tab of the record, menu, first page, chronology."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pupils import chronology, parts, policies, tabs
from pupils.models import Pupil
from pupils.profiles import PROFILE, needs_of_reader, tell, versions_of
from staff import home, navigation


def join() -> None:
    """Join each of them."""
    tabs.add(tabs.Tab("pupil_profile", _("Profile"), "pupil_profile", 15, policies.see_profile))
    tabs.add(tabs.Tab("pupil_plans", _("Plans"), "pupil_plans", 18, see_plans))
    parts.add(
        parts.Part(
            parts.PLANS, "profile", 10, "pupils/_plans_profile.html", profile_of,
            policies.see_profile,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Class digest"), "class_digest", 28, reads_digests,
            _("What to do for whom in one lesson: the profiles of a form or a group on one page"),
            more=True,
        )
    )  # fmt: skip
    home.add_source(needs_of_reader)
    chronology.add_source(tell, {PROFILE: _("Profile")})
    chronology.ICONS[PROFILE] = "person"


def reads_digests(person: Any) -> bool:
    """True for whoever may open a digest."""
    return not policies.see_digest(person)


def see_plans(person: Any, pupil: Pupil) -> str:
    """Whoever sees one of the pupil's plans."""
    return parts.see(parts.PLANS, person, pupil)


def profile_of(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The profile in force, the one being written, and whether its review is late."""
    versions = versions_of(person, pupil)
    today = timezone.localdate()
    late = bool(versions.current and versions.current.review_on < today)
    return {"current": versions.current, "draft": versions.draft, "is_late": late}
