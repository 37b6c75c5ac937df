"""Who reads reports, keeps them, and decides about what they recommend."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil, Recommendation, Report
from pupils.models.involvement import ADVICE_READERS
from pupils.policies.involvement import keep_help, see_help
from staff.access import PLANNERS, Role

see_reports = see_help


def keep_report(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO and DSL; an HLTA for her department."""
    return keep_help(person, pupil)


def edit_report(person: Any, report: Report) -> str:
    """As above."""
    return keep_help(person, report.pupil)


def decide_recommendation(person: Any, recommendation: Recommendation) -> str:
    """SENCO and assistant SENCO: it binds what the school does."""
    if person.access.has(recommendation.school_id, *PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO decide about a recommendation.")


def see_advice(person: Any) -> str:
    """The list of all recommendations: head, SENCO, assistant SENCO, DSL and HLTA."""
    if person.access.has_any(*ADVICE_READERS, Role.HLTA):
        return ""
    return _("The list of advice is for the SENCO’s team, HLTAs, the head and the DSL.")


def export_advice(person: Any, school_id: int | None = None) -> str:
    """Head, SENCO, assistant SENCO and DSL take a copy."""
    access = person.access
    may = access.has(school_id, *ADVICE_READERS) if school_id else access.has_any(*ADVICE_READERS)
    return "" if may else _("Only the SENCO’s team, the head and the DSL take a copy of the list.")
