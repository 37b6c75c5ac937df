"""Pupils, their SEND register, the adults linked to them, and imports."""

from pupils.models.adult import AdultLink
from pupils.models.arrangement import Arrangement, ArrangementScore, ArrangementUse, UseSheet
from pupils.models.arrangement_rules import ArrangementDeadline, ArrangementKind, ExamSubject
from pupils.models.concern import (
    Concern,
    ConcernMark,
    ConcernNamed,
    ConcernStep,
    SafeguardingContact,
)
from pupils.models.imports import Import, ImportRow
from pupils.models.profile import Acknowledgement, Profile, ProfileStrategy
from pupils.models.pupil import Pupil
from pupils.models.register import Need, NeedType, SenStatus
from pupils.models.view import SavedView

__all__ = [
    "Acknowledgement",
    "AdultLink",
    "Arrangement",
    "ArrangementDeadline",
    "ArrangementKind",
    "ArrangementScore",
    "ArrangementUse",
    "Concern",
    "ConcernMark",
    "ConcernNamed",
    "ConcernStep",
    "ExamSubject",
    "Import",
    "ImportRow",
    "Need",
    "NeedType",
    "Profile",
    "ProfileStrategy",
    "Pupil",
    "SafeguardingContact",
    "SavedView",
    "SenStatus",
    "UseSheet",
]
