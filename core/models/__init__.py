"""The closed list of tables that every other app stands on."""

from core.models.record_book import AuditEvent, AuditHead, Look, Submission
from core.models.school import School, Trust
from core.models.year import Closure, Term

__all__ = [
    "AuditEvent",
    "AuditHead",
    "Closure",
    "Look",
    "School",
    "Submission",
    "Term",
    "Trust",
]
