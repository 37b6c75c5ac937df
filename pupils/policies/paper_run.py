"""Who has papers made of pupils, and who takes the finished file away."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models import PaperRun, PaperRunRow, Pupil
from pupils.policies.profile import see_digest
from staff.access import Role


def make_profiles(person: Any, school_id: int | None = None) -> str:
    """Whoever reads profiles, for the profiles they read; the pupils are looked at one by one."""
    if school_id is None and not see_digest(person):
        return ""
    readers = set(Role.values) - {Role.HR, Role.EXAMS, Role.DATA}
    if school_id and person.is_active and person.access.has(school_id, *readers):
        return ""
    return _("Profiles are made into a file by adults who work with pupils. Ask the SENCO.")


def download_papers(person: Any, run: PaperRun) -> str:
    """The maker, while the file is there and everybody in it is still in the maker's sight."""
    if run.made_by_id != person.pk:
        return _("Only the person who had it made takes this file away.")
    if run.is_busy:
        return _("The file is still being made. Open its page to see how far it is.")
    if run.state != PaperRun.State.READY or run.has_expired:
        return _("The file has been deleted, as each is after a day. Have it made again.")
    inside = PaperRunRow.objects.filter(run=run, outcome=PaperRunRow.Outcome.MADE)
    keys = list(inside.values_list("pupil", flat=True))
    gone = len(keys) - Pupil.objects.visible_to(person).filter(pk__in=keys).count()
    if gone:
        return ngettext(
            "%(n)s pupil in this file is no longer one of yours. Have it made again.",
            "%(n)s pupils in this file are no longer yours. Have it made again.",
            gone,
        ) % {"n": gone}
    return ""


def make_papers_again(person: Any, run: PaperRun) -> str:
    """The maker, while it is not finished."""
    if run.made_by_id != person.pk:
        return _("Only the person who had it made starts it again.")
    if run.state in (PaperRun.State.READY, PaperRun.State.WIPED):
        return _("This file has been made already. Ask for a new one.")
    return ""


def wipe_papers(person: Any, run: PaperRun) -> str:
    """The maker, once there is a file; no person at all is the work that is due each day."""
    if person is not None and run.made_by_id != person.pk:
        return _("Only the person who had it made deletes this file.")
    if run.state != PaperRun.State.READY:
        return _("There is no file to delete.")
    return ""
