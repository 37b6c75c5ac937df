"""Pupils, their SEND register, the adults linked to them, and imports."""

from pupils.models.adult import AdultLink
from pupils.models.imports import Import, ImportRow
from pupils.models.pupil import Pupil
from pupils.models.register import Need, NeedType, SenStatus
from pupils.models.view import SavedView

__all__ = [
    "AdultLink",
    "Import",
    "ImportRow",
    "Need",
    "NeedType",
    "Pupil",
    "SavedView",
    "SenStatus",
]
