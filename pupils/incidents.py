"""Incidents, read: which rows a query string asks for, whom the reader may name in them, what needs somebody."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pupils import chronology, masking
from pupils.candidates import named
from pupils.models import FollowUp, Incident, IncidentPupil, IncidentStep, Pupil
from pupils.policies import see_behaviour
from staff import home

INCIDENT = "incident"
DRAFT, ANY, ACTED = "draft", "any", "acted"
#: Parts that count as the pupil's own behaviour; being hurt and looking on do not.
ACTED_PARTS = (IncidentPupil.Part.DID, IncidentPupil.Part.JOINED)
DEFAULT_SORT = "-day"
SORTS = {
    "day": ("on", "at"),
    "intensity": ("intensity", "on"),
    "place": ("place__name", "-on"),
    "state": ("state", "-on"),
}
SORTED_BY = {
    "-day": gettext_lazy("newest first"),
    "day": gettext_lazy("oldest first"),
    "intensity": gettext_lazy("by intensity"),
    "place": gettext_lazy("by place"),
    "state": gettext_lazy("by state"),
}


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing. ``weekday`` 1 is Monday."""

    q: str = ""
    pupil: str = ""
    part: str = ""
    state: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    place: str = ""
    lesson: str = ""
    behaviour: str = ""
    setting: str = ""
    function: str = ""
    step: str = ""
    result: str = ""
    intensity: str = ""
    weekday: str = ""
    hour: str = ""
    year: str = ""
    sort: str = DEFAULT_SORT


@dataclass(frozen=True)
class Named:
    """The pupils of an incident as one reader may read of them: whom to name, and how many others."""

    known: tuple[IncidentPupil, ...]
    hidden: tuple[IncidentPupil, ...]

    def masked(self, text: str) -> str:
        """A text without the names of those whom the reader does not see."""
        names: set[str] = set()
        for row in self.hidden:
            one = row.pupil
            names |= masking.names_of((one.forename, one.known_as, one.surname, one.known_surname))
        return masking.masked(text, names, _("another pupil"))


def rows(person: Any, wanted: Wanted) -> QuerySet[Incident]:
    """Incidents that stand and that the person may see, as asked for, in order."""
    found = Incident.objects.visible_to(person).standing().filter(_conditions(person, wanted))
    is_reversed = wanted.sort.startswith("-")
    order = list(SORTS[wanted.sort.removeprefix("-")])
    if is_reversed:
        order = [key.removeprefix("-") if key.startswith("-") else f"-{key}" for key in order]
    return found.select_related("place", "lesson", "by").order_by(*order, "-pk")


def _conditions(person: Any, wanted: Wanted) -> Q:
    asked = _about(person, wanted) & _on_lists(wanted)
    for name, lookup in (
        ("since", "on__gte"), ("until", "on__lte"), ("intensity", "intensity"),
        ("weekday", "on__iso_week_day"), ("hour", "at__hour"), ("function", "function"),
    ):  # fmt: skip
        if value := getattr(wanted, name):
            asked &= Q(**{lookup: value})
    if wanted.state == DRAFT:
        asked &= Q(state=Incident.State.DRAFT)
    return asked


def _about(person: Any, wanted: Wanted) -> Q:
    """Whose incidents: names are looked for among the pupils alone whom the person sees."""
    if not (wanted.q or wanted.pupil or wanted.year or wanted.part):
        return Q()
    parts = IncidentPupil.objects.filter(incident=OuterRef("pk"))
    parts = parts.filter(pupil__in=Pupil.objects.visible_to(person).order_by().values("pk"))
    if wanted.pupil:
        parts = parts.filter(pupil=wanted.pupil)
    if wanted.part:
        parts = parts.filter(part__in=ACTED_PARTS)
    if wanted.year:
        parts = parts.filter(pupil__year_group=wanted.year)
    if wanted.q:
        parts = parts.filter(named(wanted.q, "pupil__"))
    return Q(Exists(parts))


def _on_lists(wanted: Wanted) -> Q:
    """Lines of lists by code: a school's own line and the shared one it replaced are one."""
    asked = Q()
    for name, lookup in (("place", "place__code"), ("lesson", "lesson__code")):
        if value := getattr(wanted, name):
            asked &= Q(**{lookup: value})
    for name, through in (("behaviour", "behaviours"), ("setting", "settings")):
        if value := getattr(wanted, name):
            links = Incident._meta.get_field(through).remote_field.through.objects
            held = links.filter(incident=OuterRef("pk"), behaviourchoice__code=value)
            asked &= Q(Exists(held))
    if wanted.step:
        tried = IncidentStep.objects.filter(incident=OuterRef("pk"), step__code=wanted.step)
        asked &= Q(Exists(tried.filter(result=wanted.result) if wanted.result else tried))
    return asked


def named_in(person: Any, incidents: Iterable[Incident]) -> dict[int, Named]:
    """Whom the reader may name in each of these incidents: two queries however many."""
    keys = [one.pk for one in incidents]
    parts = list(IncidentPupil.objects.filter(incident__in=keys).select_related("pupil"))
    wanted = {row.pupil_id for row in parts}
    seen = set(Pupil.objects.visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True))
    found: dict[int, tuple[list[IncidentPupil], list[IncidentPupil]]] = {
        key: ([], []) for key in keys
    }
    for row in parts:
        found[row.incident_id][row.pupil_id not in seen].append(row)
    return {key: Named(tuple(known), tuple(hidden)) for key, (known, hidden) in found.items()}


def versions_of(person: Any, incident: Incident) -> list[Incident]:
    """Every version of an incident, newest first: one query."""
    seen = Incident.objects.visible_to(person).filter(key=incident.key)
    return list(seen.select_related("by", "corrected_by").order_by("-number"))


def tab_counts(person: Any) -> dict[str, int]:
    """How many incidents there are, and how many of them are still to finish."""
    seen = Incident.objects.visible_to(person)
    return {"all": seen.standing().count(), "draft": seen.drafts().count()}


def needs_of(person: Any) -> Iterator[home.Need]:
    """What the person began and did not finish, and what they are to do after an incident."""
    drafts = list(
        Incident.objects.visible_to(person).drafts().filter(by=person.pk).order_by("on", "at")[:20]
    )
    if drafts:
        title = ngettext("%(n)s incident to finish", "%(n)s incidents to finish", len(drafts)) % {
            "n": len(drafts)
        }
        url = reverse("edit_incident", args=[drafts[0].pk])
        url = url if len(drafts) == 1 else f"{reverse('incidents')}?state=draft"
        why = _("Write down what was seen while you remember it.")
        yield home.Need(6, title, why, url, _("Finish"), len(drafts))
    yield from _follow_ups(person)


def _follow_ups(person: Any) -> Iterator[home.Need]:
    today, url = timezone.localdate(), reverse("follow_ups")
    mine = FollowUp.objects.visible_to(person).open().filter(owner=person.pk)
    found = list(mine.order_by("due_on")[:20])
    if found:
        late = found[0].due_on < today
        words = _("Was due %(day)s") if late else _("By %(day)s")
        why = words % {"day": format_date(found[0].due_on, "j M Y")}
        title = ngettext(
            "%(n)s thing to do after an incident", "%(n)s things to do after incidents", len(found)
        ) % {"n": len(found)}
        yield home.Need(8 if late else 35, title, why, url, _("Open"), len(found))


def tell(pupil: Pupil, person: Any) -> Iterator[chronology.Entry]:
    """The incidents' part of a pupil's chronology; each as the reader may read it: three queries."""
    if see_behaviour(person, pupil):
        return
    found = list(
        Incident.objects.visible_to(person).standing().of(pupil)
        .select_related("place", "by").prefetch_related("behaviours")
    )  # fmt: skip
    for one in found:
        words = ", ".join(str(kind) for kind in one.behaviours.all()) or _("Incident")
        place = _("%(what)s (%(place)s)") % {"what": words, "place": one.place}
        title = place if one.place else words
        at = timezone.make_aware(datetime.datetime.combine(one.on, one.at))
        detail = _("Still to finish") if one.is_draft else ""
        url = reverse("incident", args=[one.pk])
        yield chronology.Entry(at, INCIDENT, title, detail, one.by.full_name, url)
