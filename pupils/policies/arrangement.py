"""Who may keep, read and log access arrangements."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import academic_year
from pupils.models import Arrangement, ArrangementKind, ArrangementUse, Pupil, UseSheet
from pupils.models.arrangement import ARRANGEMENT_KEEPERS, ARRANGEMENT_READERS
from pupils.reasons import current_links
from staff.access import Role

#: Roles in whose lessons and tests arrangements are used.
LOGGERS = frozenset({Role.HLTA, Role.TA, Role.TEACHER}) | ARRANGEMENT_KEEPERS


def see_arrangements(person: Any) -> str:
    """Whoever keeps, reads or logs them; which of them, their own sight decides."""
    if person.access.has_any(*ARRANGEMENT_READERS, *LOGGERS):
        return ""
    return _(
        "Access arrangements are for the SENCO, the assistant SENCO, the exams officer, the head "
        "and the adults who work with the pupils."
    )


def pupil_arrangements(person: Any, pupil: Pupil) -> str:
    """The arrangements of a pupil one sees: by role, or by a link to the pupil that stands today."""
    if person.access.has(pupil.school_id, *ARRANGEMENT_READERS):
        return ""
    posts = {*person.access.post_ids, *person.access.department_ids}
    if any(link.post_id in posts for link in current_links(pupil)):
        return ""
    return _(
        "Access arrangements of this pupil are for the SENCO, the exams officer, the head and the "
        "adults who work with the pupil."
    )


def _is_one_of(roles: Iterable[str], person: Any, school_id: int | None) -> bool:
    """Whether the person holds one of the roles at the school, or anywhere where none is named."""
    access = person.access
    return access.has(school_id, *roles) if school_id else access.has_any(*roles)


def keep_arrangements(person: Any, school_id: int | None = None) -> str:
    """The SENCO, the assistant SENCO and the exams officer of the school (of any, without one)."""
    if _is_one_of(ARRANGEMENT_KEEPERS, person, school_id):
        return ""
    return _("Only the SENCO, the assistant SENCO and the exams officer keep arrangements.")


def see_evidence(person: Any, school_id: int | None = None) -> str:
    """Evidence, scores and references: those who keep the register, and the head."""
    if _is_one_of(ARRANGEMENT_READERS, person, school_id):
        return ""
    return _("Evidence and scores are for the SENCO, the exams officer and the head.")


def edit_arrangement(person: Any, arrangement: Arrangement) -> str:
    """Whoever keeps the register."""
    return keep_arrangements(person, arrangement.school_id)


def end_arrangement(person: Any, arrangement: Arrangement) -> str:
    """Whoever keeps the register, while it stands."""
    reason = keep_arrangements(person, arrangement.school_id)
    if not reason and arrangement.state == Arrangement.State.ENDED:
        return _("This arrangement has ended already.")
    return reason


def undo_end_arrangement(person: Any, arrangement: Arrangement) -> str:
    """Whoever keeps the register, unless the pupil has been given the same kind again since."""
    reason = keep_arrangements(person, arrangement.school_id)
    if reason:
        return reason
    if arrangement.state != Arrangement.State.ENDED:
        return _("This arrangement has not ended.")
    again = Arrangement.objects.live().filter(pupil=arrangement.pupil_id, kind=arrangement.kind_id)
    if again.exists():
        return _("The pupil has this arrangement again, so its end cannot be taken back.")
    return ""


def log_uses(person: Any, school_id: int | None = None) -> str:
    """Teachers, HLTAs and TAs for the pupils they work with; keepers for all."""
    access = person.access
    may = access.has(school_id, *LOGGERS) if school_id else access.has_any(*LOGGERS)
    if may:
        return ""
    return _("The use of arrangements is logged by the adults who work with the pupils.")


def log_on_day(person: Any, school: Any, on: datetime.date) -> str:
    """Within the school's days for logging later; whoever keeps the register, in this school year."""
    today = timezone.localdate()
    if on > today:
        return _("This day is in the future.")
    if not keep_arrangements(person, school.pk):
        this_year = academic_year(on) == academic_year(today)
        return "" if this_year else _("This day is in another school year.")
    if (today - on).days > school.log_window_days:
        return _("This day is too far back. Ask the SENCO or the exams officer to log it.")
    return ""


def undo_log_uses(person: Any, sheet: UseSheet) -> str:
    """Whoever logged it, and whoever keeps the register."""
    if sheet.by_id == person.pk:
        return ""
    return keep_arrangements(person, sheet.school_id)


def correct_use(person: Any, use: ArrangementUse) -> str:
    """Whoever logged it, and whoever keeps the register."""
    if use.by_id == person.pk:
        return ""
    if keep_arrangements(person, use.school_id):
        return _(
            "A logged use is corrected by whoever logged it, or by the exams officer or SENCO."
        )
    return ""


def edit_exam_subject(person: Any, subject: Any = None) -> str:
    """As for a kind."""
    return keep_arrangements(person, subject.school_id if subject else None)


def edit_arrangement_kind(person: Any, kind: ArrangementKind | None = None) -> str:
    """Whoever keeps the register, for their own school; a shared kind gets a row of the school's own."""
    return keep_arrangements(person, kind.school_id if kind else None)


def edit_arrangement_deadline(person: Any, deadline: Any = None) -> str:
    """As above."""
    return keep_arrangements(person, deadline.school_id if deadline else None)


def export_arrangements(person: Any, school_id: int | None = None) -> str:
    """Taking the register out of the portal: whoever reads all of it."""
    return see_evidence(person, school_id)


def inspection_file(person: Any, pupil: Pupil) -> str:
    """The whole file of a pupil: whoever reads evidence."""
    return see_evidence(person, pupil.school_id)
