"""Pupils, their SEND register, the adults linked to them, and imports."""

from pupils.models.adult import AdultLink
from pupils.models.arrangement import Arrangement, ArrangementScore, ArrangementUse, UseSheet
from pupils.models.arrangement_rules import ArrangementDeadline, ArrangementKind, ExamSubject
from pupils.models.behaviour import BehaviourChoice
from pupils.models.concern import (
    Concern,
    ConcernMark,
    ConcernNamed,
    ConcernStep,
    SafeguardingContact,
)
from pupils.models.follow_up import FollowUp
from pupils.models.imports import Import, ImportRow
from pupils.models.incident import Incident, IncidentPupil, IncidentStep
from pupils.models.paper_run import PaperRun, PaperRunRow
from pupils.models.plan import Plan
from pupils.models.plan_locks import ROWS, SERVES
from pupils.models.plan_rows import (
    FACES,
    Outcome,
    OutcomeStep,
    PlanAdvice,
    PlanBudget,
    PlanNeed,
    PlanText,
    Provision,
)
from pupils.models.plan_rules import PlanKind, PlanPrompt, PlanSection
from pupils.models.profile import Acknowledgement, Profile, ProfileStrategy
from pupils.models.pupil import Pupil
from pupils.models.register import Need, NeedType, SenStatus
from pupils.models.view import SavedView

__all__ = [
    "FACES",
    "ROWS",
    "SERVES",
    "Acknowledgement",
    "AdultLink",
    "Arrangement",
    "ArrangementDeadline",
    "ArrangementKind",
    "ArrangementScore",
    "ArrangementUse",
    "BehaviourChoice",
    "Concern",
    "ConcernMark",
    "ConcernNamed",
    "ConcernStep",
    "ExamSubject",
    "FollowUp",
    "Import",
    "ImportRow",
    "Incident",
    "IncidentPupil",
    "IncidentStep",
    "Need",
    "NeedType",
    "Outcome",
    "OutcomeStep",
    "PaperRun",
    "PaperRunRow",
    "Plan",
    "PlanAdvice",
    "PlanBudget",
    "PlanKind",
    "PlanNeed",
    "PlanPrompt",
    "PlanSection",
    "PlanText",
    "Profile",
    "ProfileStrategy",
    "Provision",
    "Pupil",
    "SafeguardingContact",
    "SavedView",
    "SenStatus",
    "UseSheet",
]
