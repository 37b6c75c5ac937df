"""First drafts of objectives, one or two of each kind, in our own words; every word may be changed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from appraisal.models import Objective
from staff.access import Role
from staff.models import Area


@dataclass(frozen=True)
class Suggestion:
    """A draft: its name in the address, kind, letter of the area, and the texts."""

    name: str
    kind: str
    area: str
    title: Any
    success_criteria: Any
    evidence_expected: Any
    roles: tuple[str, ...] = (Role.TA, Role.HLTA)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(Objective.Kind(self.kind).label)


SUGGESTIONS = (
    Suggestion(
        "pace", Objective.Kind.OUTCOMES, "O",
        _("Pupils in my groups move at the usual pace or faster"),
        _(
            "By the end of the programme at least three in four pupils with enough sessions are on "
            "or above their expected line."
        ),
        _("Entry and exit scores of my groups, with the sessions each pupil took part in"),
    ),
    Suggestion(
        "logged", Objective.Kind.PRACTICE, "P",
        _("Every session I run is logged by the next school day, with a next step for each pupil"),
        _("Fewer than one session in twenty is logged later, from now until the review."),
        _("Sessions I ran, with what I noted"),
    ),
    Suggestion(
        "prompts", Objective.Kind.PRACTICE, "P",
        _("I step back so that pupils need less help"),
        _("The most help a pupil needs falls by one level in half of my groups over a term."),
        _("Help levels from my session logs"),
    ),
    Suggestion(
        "share", Objective.Kind.SCHOOL, "R",
        _("I share what works in my groups with the teachers of the pupils"),
        _("Each class teacher hears from me at least once in each half term, and says what they used."),
        _("Notes passed on, and what teachers say"),
    ),
    Suggestion(
        "train", Objective.Kind.DEVELOPMENT, "D",
        _("I learn one approach that my pupils need and use it in my sessions"),
        _("I have finished the training, used it in at least six sessions, and can say what it changed."),
        _("The sessions in which I used it"),
    ),
    Suggestion(
        "coach", Objective.Kind.DEVELOPMENT, "D",
        _("Two colleagues in my team run a programme well because I coached them"),
        _("Both run at least nine in ten of their planned sessions, and I have watched each of them twice."),
        _("Sessions of my team, run of planned"), (Role.HLTA,),
    ),
)  # fmt: skip


def suggestions_for(role: str) -> list[Suggestion]:
    """The drafts that fit a role."""
    return [one for one in SUGGESTIONS if role in one.roles or role not in (Role.TA, Role.HLTA)]


def start_of(name: str) -> dict[str, Any]:
    """What a form starts with when it is opened from a draft; nothing for an unknown name."""
    found = next((one for one in SUGGESTIONS if one.name == name), None)
    if found is None:
        return {}
    return {
        "kind": found.kind, "area": Area.objects.filter(code=found.area).first(),
        "title": str(found.title), "success_criteria": str(found.success_criteria),
        "evidence_expected": str(found.evidence_expected),
    }  # fmt: skip
