"""Who may write scores of a pupil."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import Score
from pupils.models import AdultLink, Pupil
from pupils.policies import see_progress
from staff.access import PLANNERS, Role


def add_score(person: Any, pupil: Pupil) -> str:
    """The SENCO and the assistant SENCO; HLTAs and TAs who work with the pupil, HLTAs for their department."""
    access = person.access
    if access.has(pupil.school_id, *PLANNERS):
        return ""
    reason = see_progress(person, pupil)
    if reason:
        return reason
    if _supports(person, pupil):
        return ""
    return _(
        "Scores are entered by the SENCO, the assistant SENCO and the support staff who work with "
        "this pupil."
    )


def edit_score(person: Any, score: Score) -> str:
    """Whoever may add one, their own; the SENCO’s team and the department’s HLTA any."""
    return add_score(person, score.pupil) or answers_for_score(person, score)


def answers_for_score(person: Any, score: Score) -> str:
    """Whose score it is, asked of somebody who may add scores of the pupil; reads nothing."""
    access = person.access
    if score.assessed_by_id == person.pk or access.has(score.school_id, *PLANNERS, Role.HLTA):
        return ""
    return _("Only %(name)s, the HLTA in charge or the SENCO changes this score.") % {
        "name": score.assessed_by.full_name
    }


def remove_score(person: Any, score: Score) -> str:
    """As for changing."""
    return edit_score(person, score)


def _supports(person: Any, pupil: Pupil) -> bool:
    access = person.access
    own = [
        post.id
        for post in access.posts
        if post.role in (Role.HLTA, Role.TA) and post.school_id == pupil.school_id
    ]
    working = AdultLink.objects.current().filter(
        pupil=pupil, post__in=[*own, *access.department_ids]
    )
    return working.exists()
