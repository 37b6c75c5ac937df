"""Reading emergency accesses: the pupil meant, the one that is open, tries that found nobody, whom to tell."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import AuditEvent
from core.names import fold
from pupils.models import EmergencyAccess, Pupil
from pupils.models.emergency import GUARDIANS
from staff import home
from staff.access import Role
from staff.models import Post

#: Tries that find nobody within an hour, after which no more are answered.
TRIES = 5
MISSED = "miss_emergency"


def pupils_meant(person: Any, forename: str, surname: str, born_on: datetime.date) -> list[Pupil]:
    """Pupils on roll of that exact name and date of birth, at the schools where ``person`` may open one.

    Known and legal names count alike, accents and capitals do not. More than one is nobody: the page
    lists no pupils.
    """
    posts = [post for post in person.access.posts if post.role not in (Role.HR, Role.EXAMS)]
    schools = {post.school_id for post in posts}
    born = Pupil.objects.on_roll().filter(school__in=schools, born_on=born_on)
    return [
        pupil
        for pupil in born
        if fold(forename) in (fold(pupil.forename), fold(pupil.first_name))
        and fold(surname) in (fold(pupil.surname), fold(pupil.last_name))
    ]


def misses_of(person: Any) -> int:
    """How many tries of ``person`` found nobody within the last hour; the record book has them."""
    since = timezone.now() - datetime.timedelta(hours=1)
    rows = AuditEvent.objects.filter(
        object_type="staff.staffmember", object_id=person.pk, action=MISSED, at__gt=since
    )
    return rows.count()


def open_for(person: Any, pupil: Pupil) -> EmergencyAccess | None:
    """The access by which ``person`` sees ``pupil`` now; asks nothing for whoever has none open."""
    if not person.has_emergency:
        return None
    rows = EmergencyAccess.objects.open_to(person).filter(pupil=pupil).select_related("kind")
    return rows.order_by("-ends_at").first()


def until_words(access: EmergencyAccess) -> str:
    """ "emergency access until 10:42: Medical emergency", the reason of every look in that hour."""
    at = date_format(timezone.localtime(access.ends_at), "H:i")
    return _("emergency access until %(time)s: %(kind)s") % {"time": at, "kind": access.kind.name}


def told_about(school_id: int) -> list[Post]:
    """Posts that are told at once: safeguarding leads and SENCOs, and the head where these are not two."""
    posts = Post.objects.current().filter(school=school_id, person__is_active=True)
    found = list(posts.filter(role__in=[Role.DSL, Role.SENCO]).select_related("person"))
    if len({post.person_id for post in found}) < 2:
        found += posts.filter(role=Role.HEAD).select_related("person")
    return found


def needs_of_guardian(person: Any) -> list[home.Need]:
    """Emergency accesses that nobody has judged, for the leads, the SENCO and the head."""
    if not person.access.has_any(*GUARDIANS):
        return []
    kept = person.access.schools_as(*GUARDIANS)
    waiting = EmergencyAccess.objects.to_review().filter(school__in=kept).exclude(person=person.pk)
    rows = list(waiting.select_related("person", "pupil", "kind")[:20])
    if not rows:
        return []
    first = rows[0]
    title = ngettext(
        "%(n)s record was opened in an emergency", "%(n)s records were opened in an emergency",
        len(rows),
    ) % {"n": len(rows)}  # fmt: skip
    detail = _("%(who)s, %(pupil)s: %(why)s") % {
        "who": first.person.full_name, "pupil": first.pupil.name, "why": first.kind.name,
    }  # fmt: skip
    return [home.Need(1, title, detail, reverse("emergencies"), _("Read why"), len(rows))]
