"""Who sees the deadlines of a school or of one pupil, and who ticks a step."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil, Step, StepRule
from pupils.models.step import CLOCK_READERS
from pupils.reasons import current_links
from staff.access import PLANNERS


def see_deadlines(person: Any) -> str:
    """The SENCO, the assistant SENCO, the head and the DSL."""
    if person.access.has_any(*CLOCK_READERS):
        return ""
    return _(
        "The deadlines of the school are for the SENCO, the assistant SENCO, the head and the DSL. "
        "Your own steps stand on your first page."
    )


def export_deadlines(person: Any) -> str:
    """Whoever sees all of them."""
    return see_deadlines(person)


def pupil_deadlines(person: Any, pupil: Pupil) -> str:
    """Whoever sees those of the school; posts that work with the pupil; an HLTA for her department."""
    access = person.access
    if access.has(pupil.school_id, *CLOCK_READERS):
        return ""
    own = access.post_ids + access.department_ids
    if any(link.post_id in own for link in current_links(pupil)):
        return ""
    return _(
        "The deadlines of a pupil are for the SENCO, the head, the DSL and the adults who work with "
        "this pupil."
    )


def tick_step(person: Any, step: Step) -> str:
    """The SENCO and the assistant SENCO, and whoever owns the step; not what the record itself notes."""
    if step.is_noted or step.advice_id:
        return _("This step is done when its day is noted in the record itself.")
    if person.access.has(step.school_id, *PLANNERS) or step.owner_id in person.access.post_ids:
        return ""
    return _("Only its owner, the SENCO and the assistant SENCO tick a step.")


def give_step(person: Any, step: Step) -> str:
    """The SENCO and the assistant SENCO, for a step of the school that is still to do."""
    if not person.access.has(step.school_id, *PLANNERS):
        return _("Only the SENCO and the assistant SENCO say whose step it is.")
    if step.done_on:
        return _("This step is done.")
    if step.who != StepRule.Who.SCHOOL or step.advice_id:
        return _("This step is not the school’s to give.")
    return ""


def see_deadline_rules(person: Any) -> str:
    """Whoever sees the deadlines of the school."""
    return see_deadlines(person)


def edit_step_rule(person: Any, rule: StepRule | None = None) -> str:
    """The SENCO and the assistant SENCO, for their own school; a shared row gets one of the school's own."""
    school_id = rule.school_id if rule else None
    access = person.access
    if access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO change lead times.")


def remind_steps(person: Any) -> str:
    """The portal itself, when due work runs."""
    return "" if person is None else _("Reminders go out by themselves.")


def untick_step(person: Any, step: Step) -> str:
    """As for ticking."""
    return tick_step(person, step)
