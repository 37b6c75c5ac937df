"""The deadlines of a school, read: which steps a query string asks for, what the tabs count, whose they are."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils.backplan import DONE, DONE_LATE, LATE, RISK
from pupils.candidates import named
from pupils.models import AnnualReview, Pupil, Step
from pupils.models.step import CLOCK_READERS
from staff import home

OPEN, SOON, ANY = "open", "soon", "any"
SOON_DAYS = 30
DEFAULT_SORT = "due"
SORTS: dict[str, tuple[Any, ...]] = {
    "due": ("due_on", "pupil__surname"),
    "name": ("pupil__surname", "pupil__forename", "due_on"),
    "year": (Length("pupil__year_group"), "pupil__year_group", "pupil__surname", "due_on"),
    "what": ("what", "due_on"),
    "owner": (F("owner__person__full_name").asc(nulls_last=True), "due_on"),
}
SORTED_BY = {
    "due": _("soonest first"),
    "name": _("by name"),
    "year": _("by year"),
    "what": _("by step"),
    "owner": _("by owner"),
}
TABS = (
    (LATE, _("Late")),
    (RISK, _("At risk")),
    (SOON, _("Due within 30 days")),
    (OPEN, _("All to do")),
    (DONE, _("Done")),
)
AUTHORITY = "authority"
OUTSIDE = "outside"
#: How many own steps the first page names one by one.
HOME_SHOWN = 4


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    state: str = OPEN
    flow: str = ""
    owner: str = ""
    year: str = ""
    sort: str = DEFAULT_SORT


@dataclass(frozen=True)
class Due:
    """One own step that needs its owner now: in words, by when, where it is done, and whether it is late."""

    step: Step
    what: str
    when: str
    url: str
    is_late: bool


def steps_of(person: Any) -> QuerySet[Step]:
    """Steps the person may see, of pupils on roll."""
    today = timezone.localdate()
    on_roll = Q(pupil__left_on__isnull=True) | Q(pupil__left_on__gte=today)
    return Step.objects.visible_to(person).filter(on_roll).with_last_day()


def rows(person: Any, wanted: Wanted) -> QuerySet[Step]:
    """Steps as asked for, each with its pupil and its owner's name; one query."""
    today = timezone.localdate()
    asked = named(wanted.q, "pupil__") & of_state(wanted.state, today)
    if wanted.flow:
        asked &= Q(flow=wanted.flow)
    if wanted.year:
        asked &= Q(pupil__year_group=wanted.year)
    if wanted.owner.isdecimal():
        asked &= Q(owner__person=int(wanted.owner))
    elif wanted.owner:
        asked &= Q(owner=None, who=wanted.owner)
    key = wanted.sort.removeprefix("-")
    order = [*SORTS[key], "pk"]
    found = steps_of(person).filter(asked).order_by(*order)
    if wanted.sort.startswith("-"):
        found = found.reverse()
    return found.select_related("pupil", "owner__person", "advice__post__person")


def of_state(state: str, today: datetime.date) -> Q:
    """The condition of a state; steps carry ``last_on``. The same rule as ``backplan.state_of``."""
    undone, past = Q(done_on=None), Q(last_on__lt=today)
    near = Q(warn_on__lte=today) | Q(due_on__lt=today)
    soon = Q(due_on__lte=today + datetime.timedelta(days=SOON_DAYS))
    return {
        LATE: undone & past,
        RISK: undone & near & ~past,
        SOON: undone & ~past & soon,
        OPEN: undone,
        DONE: Q(done_on__isnull=False),
        DONE_LATE: Q(done_on__gt=F("last_on")),
        ANY: Q(),
    }[state]


def tab_counts(person: Any) -> dict[str, int]:
    """How many rows stand behind each tab; one query."""
    today = timezone.localdate()
    counts = {name: Count("pk", filter=of_state(name, today)) for name, _label in TABS}
    return steps_of(person).aggregate(**counts)


def owners_in_sight(person: Any) -> list[tuple[str, str]]:
    """People who own a step the person may see, by key; one query."""
    owned = steps_of(person).filter(owner__isnull=False).order_by("owner__person__full_name")
    found = owned.values_list("owner__person", "owner__person__full_name").distinct()
    return [(str(pk), name) for pk, name in found]


def years_in_sight(person: Any) -> list[str]:
    """Years of the pupils with a step; one query."""
    years = steps_of(person).order_by().values_list("pupil__year_group", flat=True).distinct()
    return sorted({year for year in years if year}, key=lambda year: (len(year), year))


def without_review(person: Any) -> QuerySet[Pupil]:
    """Pupils on roll with a plan and no open review, the soonest due first, those without a day before them."""
    is_open = AnnualReview.objects.open().filter(pupil=OuterRef("pk"))
    found = Pupil.objects.visible_to(person).on_roll().filter(sen_code=Pupil.SenCode.PLAN)
    order = F("review_due_on").asc(nulls_first=True)
    return found.filter(~Exists(is_open)).order_by(order, "surname", "forename", "pk")


def own_steps(person: Any) -> QuerySet[Step]:
    """Undone steps that the person owns, the soonest first."""
    found = steps_of(person).undone().owned_by(person)
    return found.select_related("pupil", "owner__person", "advice").order_by("due_on", "pk")


def own_due(person: Any) -> list[Due]:
    """The person's own steps that are late or at risk, soonest first, one more than are shown; one query."""
    today = timezone.localdate()
    due = of_state(LATE, today) | of_state(RISK, today)
    return [
        Due(
            step, words_of(step, is_own=True), day_words(step),
            door_of(person, step) or reverse("pupil_deadlines", args=[step.pupil_id]),
            step.state == LATE,
        )
        for step in own_steps(person).filter(due)[: HOME_SHOWN + 1]
    ]  # fmt: skip


def needs_of_owner(person: Any) -> Iterator[home.Need]:
    """For the first page: own steps that are late or at risk, one by one, and that there are more."""
    mine = own_due(person)
    for one in mine[:HOME_SHOWN]:
        title = _now("%(what)s: %(name)s") % {"what": one.what, "name": one.step.pupil.short_name}
        yield home.Need(5 if one.is_late else 15, title, one.when, one.url, _now("Open"))
    if len(mine) > HOME_SHOWN:
        title, why = _now("More steps of yours are due"), _now("They follow those above.")
        yield home.Need(16, title, why, reverse("my_steps"), _now("Show them"))


def words_of(step: Step, *, is_own: bool = False) -> str:
    """What is to be done, as a list says it; to its owner, advice is given and not only named."""
    if not step.advice_id:
        return step.what
    if is_own:
        return _now("Give your advice")
    return _now("Advice: %(source)s") % {"source": step.what}


def door_of(person: Any, step: Step) -> str:
    """Where the person goes on with a step: one's own advice, or the review for whoever reads it; else nothing."""
    if step.advice_id and step.owner_id in person.access.post_ids:
        return reverse("give_advice", args=[step.advice_id])
    if not person.access.has(step.school_id, *CLOCK_READERS):
        return ""
    if step.review_id:
        return reverse("annual_review", args=[step.review_id])
    return reverse("assessment", args=[step.assessment_id])


def day_words(step: Step) -> str:
    """When it is due and how far that is, the law's day where the school's has gone by."""
    today = timezone.localdate()
    last = step.law_on if step.law_on and step.due_on < today else step.due_on
    day = {"day": format_date(last, "j M Y")}
    if last == today:
        return _now("due today, %(day)s") % day
    left = (last - today).days
    if left > 0:
        words = ngettext("due %(day)s, in %(n)s day", "due %(day)s, in %(n)s days", left)
        return words % {**day, "n": left}
    words = ngettext("was due %(day)s, %(n)s day late", "was due %(day)s, %(n)s days late", -left)
    return words % {**day, "n": -left}
