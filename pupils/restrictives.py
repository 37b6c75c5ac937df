"""Restrictive interventions, read: which rows, where the report to parents stands, what needs somebody."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils import chronology, report_clock
from pupils.models import ParentReport, Pupil, RestrictiveIntervention
from pupils.policies import sign_restrictive
from staff import home
from staff.access import Role

RESTRICTIVE = "restrictive"
State = RestrictiveIntervention.State
FILTERS = ("all", "draft", "untold", "ready", "signed")


@dataclass(frozen=True)
class Told:
    """Where the report to parents stands: kind of state, and its words with the clock."""

    kind: str
    words: str


def rows(person: Any, which: str = "all") -> QuerySet[RestrictiveIntervention]:
    """What the person may see, newest first; one query with pupil, place and report."""
    found = RestrictiveIntervention.objects.visible_to(person)
    if which in State.values:
        found = found.filter(state=which)
    if which == "untold":
        found = found.untold()
    return found.select_related("pupil", "place", "by", "parent_report")


def report_of(one: RestrictiveIntervention) -> ParentReport | None:
    """The report to parents, or None; reads it unless it was selected."""
    return getattr(one, "parent_report", None)


def told(one: RestrictiveIntervention, now: datetime.datetime | None = None) -> Told:
    """Where the report stands, with the hours since it happened."""
    report = report_of(one)
    if report and report.is_withheld:
        return Told("no", _("Withheld, with a reason"))
    ended = timezone.make_aware(datetime.datetime.combine(one.on, one.until or one.at))
    at = timezone.localtime(report.told_at) if report else None
    found = report_clock.clock(ended, at, now or timezone.localtime())
    numbers = {"hours": found.hours, "days": found.days}
    if found.state == report_clock.TOLD:
        return Told("ok", _("Parents told the same day"))
    if found.state == report_clock.TOLD_LATE:
        words = ngettext(
            "Parents told %(days)s day later", "Parents told %(days)s days later", found.days
        )
        return Told("warn", words % numbers)
    if found.state == report_clock.TODAY:
        words = ngettext(
            "Tell parents today: %(hours)s hour ago", "Tell parents today: %(hours)s hours ago",
            found.hours,
        )  # fmt: skip
        return Told("warn", words % numbers)
    words = ngettext(
        "Parents not told: %(days)s day late", "Parents not told: %(days)s days late", found.days
    )
    return Told("bad", words % numbers)


def needs_of(person: Any) -> Iterator[home.Need]:
    """For the author and the head: not told, not finished, waiting for a signature; one query."""
    heads = person.access.schools_as(Role.HEAD)
    waiting = list(
        rows(person).filter(state__in=[State.DRAFT, State.READY]).order_by("on", "at")[:50]
    )
    mine = [one for one in waiting if one.by_id == person.pk or one.school_id in heads]
    late = [one for one in mine if not report_of(one)]
    if late:
        title = ngettext(
            "Tell the parents: %(n)s restrictive intervention",
            "Tell the parents: %(n)s restrictive interventions",
            len(late),
        ) % {"n": len(late)}
        url = reverse("report_to_parents", args=[late[0].pk])
        url = url if len(late) == 1 else f"{reverse('restrictives')}?which=untold"
        yield home.Need(0, title, told(late[0]).words, url, _("Report"), len(late))
    drafts = [one for one in mine if one.state == State.DRAFT]
    if drafts:
        title = ngettext(
            "%(n)s restrictive intervention to write up",
            "%(n)s restrictive interventions to write up",
            len(drafts),
        ) % {"n": len(drafts)}
        url = reverse("edit_restrictive", args=[drafts[0].pk])
        url = url if len(drafts) == 1 else f"{reverse('restrictives')}?which=draft"
        why = _("The law asks for it in writing.")
        yield home.Need(1, title, why, url, _("Finish"), len(drafts))
    ready = [one for one in waiting if one.state == State.READY and one.school_id in heads]
    ready = [one for one in ready if not sign_restrictive(person, one)]
    if ready:
        title = ngettext(
            "%(n)s restrictive intervention to sign off",
            "%(n)s restrictive interventions to sign off",
            len(ready),
        ) % {"n": len(ready)}
        url = f"{reverse('restrictives')}?which=ready"
        yield home.Need(5, title, _("Everything stands in it."), url, _("Read"), len(ready))


def tell(pupil: Pupil, person: Any) -> Iterator[chronology.Entry]:
    """The chronology's part, for those alone who may read the record: one query."""
    for one in rows(person).filter(pupil=pupil):
        at = timezone.make_aware(datetime.datetime.combine(one.on, one.at))
        url = reverse("restrictive", args=[one.pk])
        title = _("Restrictive intervention")
        detail = str(one.get_state_display())
        yield chronology.Entry(at, RESTRICTIVE, title, detail, one.by.full_name, url)
