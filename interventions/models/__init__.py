"""Programmes, groups and places, sessions, measures, and the totals kept beside them."""

from interventions.models.delivery import LineDelivery, ThreadRule
from interventions.models.group import Group, Place, WeeklySlot
from interventions.models.measure import Goal, GoalLevel, Measure, Score
from interventions.models.programme import Programme
from interventions.models.session import Attendance, Session, SessionDraft
from interventions.models.totals import AdultWeek, CaseloadRow, PlaceTotal, SchoolWeek

__all__ = [
    "AdultWeek",
    "Attendance",
    "CaseloadRow",
    "Goal",
    "GoalLevel",
    "Group",
    "LineDelivery",
    "Measure",
    "Place",
    "PlaceTotal",
    "Programme",
    "SchoolWeek",
    "Score",
    "Session",
    "SessionDraft",
    "ThreadRule",
    "WeeklySlot",
]
