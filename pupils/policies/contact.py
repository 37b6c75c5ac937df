"""Who reads and writes the contact log, and who keeps its lists.

docs/adr on the contact log says why a linked adult reads only what they wrote: a note holds what a
family said, and teaching a child once a week is no reason to read that.
"""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import ContactNote, Pupil
from pupils.models.contact import CONTACT_READERS
from pupils.reasons import current_links
from staff.access import PLANNERS, Role


def see_pupil_contacts(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; the adults who work with the pupil, and an HLTA's department."""
    access = person.access
    if access.has(pupil.school_id, *CONTACT_READERS):
        return ""
    posts = {*access.post_ids, *access.department_ids}
    if any(link.post_id in posts for link in current_links(pupil)):
        return ""
    return _(
        "The contact log is for the SENCO, the head, the DSL and the adults who work with this "
        "pupil. Ask the SENCO if you need it."
    )


def reads_all_contacts(person: Any, pupil: Pupil) -> str:
    """Whoever sees every note of the pupil, and not their own alone: by role, or for the department."""
    access = person.access
    if access.has(pupil.school_id, *CONTACT_READERS):
        return ""
    if any(link.post_id in access.department_ids for link in current_links(pupil)):
        return ""
    return _("You read the notes that you wrote. The SENCO reads the whole log.")


def note_contact(person: Any, pupil: Pupil) -> str:
    """Whoever may open the pupil's log; for a pupil who has left too, because families still call."""
    return see_pupil_contacts(person, pupil)


def correct_contact(person: Any, note: ContactNote) -> str:
    """As for keeping it; the version in force alone."""
    if note.is_withdrawn:
        return _("This note was withdrawn. Write a new one.")
    if hasattr(note, "replaced_by"):
        return _("This version was corrected already. Open the latest one.")
    return keep_contact(person, note)


def keep_contact(person: Any, note: ContactNote) -> str:
    """Whoever wrote this version, the SENCO and the assistant SENCO, whichever version is in force."""
    if note.by_id == person.pk or person.access.has(note.school_id, *PLANNERS):
        return ""
    return _("Only whoever wrote a note, the SENCO and the assistant SENCO correct it.")


def withdraw_contact(person: Any, note: ContactNote) -> str:
    """As for correcting."""
    return correct_contact(person, note)


def see_contact_log(person: Any) -> str:
    """The list over several pupils: whoever works with pupils; their own sight decides on the rows."""
    if person.access.roles - {Role.HR, Role.EXAMS, Role.DATA}:
        return ""
    return _(
        "The contact log is for the adults who work with pupils. Ask the SENCO if you need it."
    )


def export_contacts(person: Any, school_id: int | None = None) -> str:
    """Taking notes out of the portal: whoever reads the whole log."""
    access = person.access
    may = access.has(school_id, *CONTACT_READERS) if school_id else access.has_any(*CONTACT_READERS)
    return (
        "" if may else _("Only the SENCO, the assistant SENCO, the head and the DSL export notes.")
    )


def see_quiet_pupils(person: Any) -> str:
    """Who has had no contact home: whoever reads whole logs, so that the answer is true."""
    if person.access.has_any(*CONTACT_READERS, Role.HLTA):
        return ""
    return _(
        "Who has had no contact home is for the SENCO, the head, the DSL and HLTAs, who read whole logs."
    )


def see_talk_rules(person: Any) -> str:
    """Kinds and intervals are no secret from those who use them."""
    return see_contact_log(person)


def keep_talk_rules(person: Any, school_id: int | None = None) -> str:
    """The SENCO and the assistant SENCO of the school (of any, without one)."""
    access = person.access
    may = access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS)
    return "" if may else _("Only the SENCO and the assistant SENCO change these lists.")


def edit_talk_kind(person: Any, kind: Any = None) -> str:
    """As above; a shared kind gets a row of the school's own."""
    return keep_talk_rules(person, kind.school_id if kind else None)


def edit_talk_rule(person: Any, rule: Any = None) -> str:
    """As above."""
    return keep_talk_rules(person, rule.school_id if rule else None)
