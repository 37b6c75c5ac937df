"""Pupils, their SEND register, the adults linked to them, and imports."""

from pupils.models.adult import AdultLink
from pupils.models.advice import Advice
from pupils.models.agency import Agency, AgencyKind, Professional
from pupils.models.agreed import AgreedAction
from pupils.models.annual_review import AnnualReview, ReviewPoint
from pupils.models.arrangement import Arrangement, ArrangementScore, ArrangementUse, UseSheet
from pupils.models.arrangement_rules import ArrangementDeadline, ArrangementKind, ExamSubject
from pupils.models.assessment import Assessment, Exemption
from pupils.models.attachment import Attachment, AttachmentContent
from pupils.models.behaviour import BehaviourChoice
from pupils.models.behaviour_rule import BehaviourRule
from pupils.models.carer import Carer, CarerLink
from pupils.models.concern import (
    Concern,
    ConcernMark,
    ConcernNamed,
    ConcernStep,
    SafeguardingContact,
)
from pupils.models.contact import ContactNote
from pupils.models.council import Council
from pupils.models.court_order import CourtOrder, OrderLimit
from pupils.models.emergency import EmergencyAccess, EmergencyKind
from pupils.models.follow_up import FollowUp
from pupils.models.imports import Import, ImportRow
from pupils.models.incident import Incident, IncidentPupil, IncidentStep
from pupils.models.involvement import Consent, Involvement
from pupils.models.layer import Layer, LayerMove
from pupils.models.meeting import AgendaItem, Attendee, Meeting
from pupils.models.moving import (
    Breach,
    MovedNote,
)
from pupils.models.paper_run import PaperRun, PaperRunRow
from pupils.models.plan import Plan
from pupils.models.plan_cycle import PlanCycle, PlanResult
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
from pupils.models.referral import Referral, ReferralNote
from pupils.models.register import Need, NeedType, SenStatus
from pupils.models.report import Recommendation, RecommendationStep, Report
from pupils.models.restrictive import RestrictiveIntervention
from pupils.models.restrictive_rows import (
    InterventionAddendum,
    InterventionInjury,
    InterventionLine,
    InterventionNotice,
    InterventionPerson,
    ParentReport,
)
from pupils.models.step import Step
from pupils.models.step_rules import StepRule
from pupils.models.subject_request import (
    DisclosureExemption,
    RequestField,
    RequestMark,
    RequestRow,
    RequestStep,
    SubjectRequest,
)
from pupils.models.talk_rules import TalkKind, TalkRule
from pupils.models.view import SavedView

__all__ = [
    "FACES",
    "ROWS",
    "SERVES",
    "Acknowledgement",
    "AdultLink",
    "Advice",
    "Agency",
    "AgencyKind",
    "AgendaItem",
    "AgreedAction",
    "AnnualReview",
    "Arrangement",
    "ArrangementDeadline",
    "ArrangementKind",
    "ArrangementScore",
    "ArrangementUse",
    "Assessment",
    "Attachment",
    "AttachmentContent",
    "Attendee",
    "BehaviourChoice",
    "BehaviourRule",
    "Breach",
    "Carer",
    "CarerLink",
    "Concern",
    "ConcernMark",
    "ConcernNamed",
    "ConcernStep",
    "Consent",
    "ContactNote",
    "Council",
    "CourtOrder",
    "DisclosureExemption",
    "EmergencyAccess",
    "EmergencyKind",
    "ExamSubject",
    "Exemption",
    "FollowUp",
    "Import",
    "ImportRow",
    "Incident",
    "IncidentPupil",
    "IncidentStep",
    "InterventionAddendum",
    "InterventionInjury",
    "InterventionLine",
    "InterventionNotice",
    "InterventionPerson",
    "Involvement",
    "Layer",
    "LayerMove",
    "Meeting",
    "MovedNote",
    "Need",
    "NeedType",
    "OrderLimit",
    "Outcome",
    "OutcomeStep",
    "PaperRun",
    "PaperRunRow",
    "ParentReport",
    "Plan",
    "PlanAdvice",
    "PlanBudget",
    "PlanCycle",
    "PlanKind",
    "PlanNeed",
    "PlanPrompt",
    "PlanResult",
    "PlanSection",
    "PlanText",
    "Professional",
    "Profile",
    "ProfileStrategy",
    "Provision",
    "Pupil",
    "Recommendation",
    "RecommendationStep",
    "Referral",
    "ReferralNote",
    "Report",
    "RequestField",
    "RequestMark",
    "RequestRow",
    "RequestStep",
    "RestrictiveIntervention",
    "ReviewPoint",
    "SafeguardingContact",
    "SavedView",
    "SenStatus",
    "Step",
    "StepRule",
    "SubjectRequest",
    "TalkKind",
    "TalkRule",
    "UseSheet",
]
