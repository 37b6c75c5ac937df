"""Where the statutory clock joins what others keep: menu, first page, plans of the record, chronology, record book."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import chronology, deadlines, pack_parts, parts, policies
from pupils.actions.reminder import remind_steps
from pupils.annual_reviews import reviews_of
from pupils.assessments import assessments_of
from pupils.backplan import LATE
from pupils.models import Advice, AnnualReview, Assessment, Pupil, Step
from staff import book, due, home, navigation
from staff.access import PROVISION

KIND = "deadline"
SAID = ("place", "early_reason", "cancelled_reason")
SHOWN = 4


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PLANS, "deadlines", 80, "pupils/_plans_deadlines.html", deadlines_of,
            policies.pupil_deadlines,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Deadlines"), "deadlines", 33, reads_deadlines,
            _("Annual reviews and other dates that law sets: late, at risk, coming"), more=True,
        )
    )  # fmt: skip
    home.add_source(deadlines.needs_of_owner, on_the_day=True)
    pack_parts.join()
    home.add_source(needs_of_keeper)
    due.add("remind_steps", remind)
    chronology.add_source(tell, {KIND: _("Reviews and assessments")})
    chronology.ICONS[KIND] = "clock"
    book.keep_back("pupils.annualreview", (*AnnualReview.REPORT, "points", *SAID))
    book.keep_back("pupils.advice", (*Advice.WORDS, "kept_at", "name"))
    book.keep_back("pupils.assessment", ("grounds", "requester", "withdrawn_reason"))
    book.keep_back("pupils.exemption", ("reason",))


def remind() -> str:
    """Write to the owners of steps that have come near."""
    return f"{remind_steps(today=timezone.localdate())} people reminded of their steps"


def reads_deadlines(person: Any) -> bool:
    """True for whoever may open the list."""
    return not policies.see_deadlines(person)


def deadlines_of(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The next steps of a pupil, the most urgent first, and the review that is open."""
    steps = Step.objects.visible_to(person).undone().filter(pupil=pupil)
    steps = steps.select_related("owner__person", "advice").order_by("due_on", "pk")
    found = list(steps[: SHOWN + 1])
    return {
        "steps": found[:SHOWN], "has_more": len(found) > SHOWN,
        "review": next((one for one in reviews_of(person, pupil) if one.is_open), None),
        "may_start": not policies.start_annual_review(person, pupil),
    }  # fmt: skip


def needs_of_keeper(person: Any) -> Iterable[home.Need]:
    """For the SENCO's team and the head: what is late whoever owns it, and plans without a review."""
    if not person.access.has_any(*PROVISION):
        return
    late, bare = deadlines.tab_counts(person)[LATE], deadlines.without_review(person).count()
    title = ngettext(
        "%(n)s step of a review or assessment is late",
        "%(n)s steps of reviews and assessments are late",
        late,
    ) % {"n": late}  # fmt: skip
    why = _now("Each row names the rule, whose step it is, and by how many days.")
    yield home.Need(12, title, why, f"{reverse('deadlines')}?state={LATE}", _now("Show them"), late)
    title = ngettext(
        "%(n)s plan has no review begun", "%(n)s plans have no review begun", bare
    ) % {"n": bare}  # fmt: skip
    why = _now("The year counts from the authority’s last decision letter, begun or not.")
    yield home.Need(44, title, why, reverse("plans_without_review"), _now("Show them"), bare)


def tell(pupil: Pupil, person: Any) -> Iterable[chronology.Entry]:
    """What happened in a pupil's reviews and requests, for those who may read them; two queries."""
    for review in reviews_of(person, pupil):
        url = reverse("annual_review", args=[review.pk])
        happened = [
            (review.held_on, _now("Annual review: meeting held")),
            (review.report_sent_on, _now("Annual review: report sent")),
            (review.decision_sent_on, _decision(review)),
            (review.final_plan_on, _now("Amended plan issued")),
            (review.cancelled_on, _now("Annual review cancelled")),
        ]
        for on, words in happened:
            if on:
                yield chronology.Entry(on, KIND, words, url=url)
    yield from _requests(pupil, person)


def _requests(pupil: Pupil, person: Any) -> Iterable[chronology.Entry]:
    for one in assessments_of(person, pupil):
        url = reverse("assessment", args=[one.pk])
        happened = [
            (one.received_on, _now("Needs assessment: request received by the authority")),
            (one.decision_on, _assess(one)),
            (one.no_plan_on, _now("Needs assessment: there will be no plan")),
            (one.draft_on, _now("Needs assessment: draft plan")),
            (one.final_on, _now("Needs assessment: final plan")),
            (one.withdrawn_on, _now("Needs assessment withdrawn")),
        ]
        for on, words in happened:
            if on:
                yield chronology.Entry(on, KIND, words, url=url)


def _assess(one: Assessment) -> str:
    words = _now("Needs assessment: the authority decided to %(what)s")
    return words % {"what": one.get_decision_display()}


def _decision(review: AnnualReview) -> str:
    words = _now("Annual review complete: the authority decided to %(what)s")
    return words % {"what": review.get_decision_display()}
