"""Where involvements join what others keep: the people page, chronology, record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, parts, policies
from pupils.actions.involvement import SECRET
from pupils.involvements import INVOLVEMENT, helpers_of, tell
from pupils.models import Pupil
from staff import book


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PEOPLE, "professionals", 30, "pupils/_people_professionals.html", helpers,
            policies.see_professionals,
        )
    )  # fmt: skip
    chronology.add_source(tell, {INVOLVEMENT: _("Professionals")})
    chronology.ICONS[INVOLVEMENT] = "people"
    book.keep_back("pupils.involvement", SECRET)


def helpers(person: Any, pupil: Pupil) -> dict[str, Any]:
    """Who comes from outside now."""
    rows = [one for one in helpers_of(person, pupil) if not one.has_ended]
    return {"rows": rows, "keep_reason": policies.keep_help(person, pupil)}
