"""One annual review, read: its steps in order, the advice, what it says, and what stands in its way."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.backplan import review_interval
from pupils.models import AdultLink, Advice, AnnualReview, Assessment, Pupil, ReviewPoint, Step
from staff.access import PLANNERS, Role
from staff.models import Post

MISSING_FROM = datetime.timedelta(days=21)
MEETING_BY = datetime.timedelta(weeks=4)
#: Roles that run a review.
RUNNERS = PLANNERS | {Role.HLTA}


@dataclass(frozen=True)
class Begun:
    """What a new review starts from: the last decision, if it is known, and the usual interval."""

    counted_from: datetime.date | None
    interval_months: int


def reviews_of(person: Any, pupil: Pupil) -> list[AnnualReview]:
    """Every review of a pupil that the person may read, newest first; one query."""
    found = AnnualReview.objects.visible_to(person).filter(pupil=pupil)
    return list(found.select_related("owner__person"))


def steps_in_order(person: Any, of: AnnualReview | Assessment) -> list[Step]:
    """The steps of a review or an assessment, without those of single advisers; one query."""
    found = Step.objects.visible_to(person).filter(**{of.FLOW: of}, advice=None)
    return list(found.select_related("owner__person", "advice", "done_by").order_by("due_on", "pk"))


def advice_of(person: Any, about: AnnualReview | Assessment) -> list[Advice]:
    """What was asked of whom; one query. Each has this very review or assessment, and its pupil."""
    seen = Advice.objects.visible_to(person).filter(**{about.FLOW: about})
    found = list(seen.select_related("post__person"))
    for one in found:
        setattr(one, about.FLOW, about)
        one.pupil = about.pupil
    return found


def points_by_kind(review: AnnualReview) -> list[tuple[str, list[ReviewPoint]]]:
    """Recommendations and differences of view under their headings; one query."""
    points = list(review.points.all())
    headings = [
        (ReviewPoint.Kind.RECOMMENDED, _("Recommended changes to the plan")),
        (ReviewPoint.Kind.DIFFERENCE, _("Where views differ")),
    ]
    return [(words, [one for one in points if one.kind == kind]) for kind, words in headings]


def begun(pupil: Pupil) -> Begun:
    """The last decision letter of the pupil's reviews, and 12 months, or 6 below the age of five."""
    last = AnnualReview.objects.complete().filter(pupil=pupil).order_by("-decision_sent_on").first()
    day = last.decision_sent_on if last else None
    return Begun(day, review_interval(pupil.born_on, day or timezone.localdate()))


def runners(person: Any, school_id: int) -> QuerySet[Post]:
    """Posts that may run a review."""
    posts = Post.objects.visible_to(person).current().filter(school=school_id, role__in=RUNNERS)
    return posts.select_related("person").order_by("person__full_name")


def askable(person: Any, about: AnnualReview | Assessment) -> QuerySet[Post]:
    """Posts that work with the pupil, and those that run reviews, without the ones asked already."""
    links = AdultLink.objects.visible_to(person).current().filter(pupil=about.pupil_id)
    posts = Post.objects.visible_to(person).current().filter(school=about.school_id)
    asked = Advice.objects.visible_to(person).filter(**{about.FLOW: about}, post__isnull=False)
    known = Q(pk__in=links.values("post")) | Q(role__in=PLANNERS)
    found = posts.filter(known).exclude(pk__in=asked.values("post"))
    return found.select_related("person").order_by("person__full_name")


def advice_by(review: AnnualReview) -> datetime.date:
    """The day by which advice is wanted unless said: two days before the papers go, or in a week."""
    today = timezone.localdate()
    papers = review.steps.filter(code="review-papers").first()
    day = papers.due_on - datetime.timedelta(days=2) if papers else today
    return day if day > today else today + datetime.timedelta(days=7)


def in_the_way(review: AnnualReview, advice: list[Advice]) -> list[str]:
    """What puts an open review at risk, in sentences, each with the rule that says so."""
    if not review.is_open:
        return []
    today = timezone.localdate()
    latest = review.due_on - MEETING_BY
    said = []
    if not review.held_on and (review.meeting_on or latest) > latest:
        said.append(
            _(
                "The meeting is on %(meeting)s. To leave the authority its four weeks before the review "
                "must be complete, it would be held by %(latest)s."
            )
            % {"meeting": _day(review.meeting_on), "latest": _day(latest)}
        )
    if not review.meeting_on and today > latest - MEETING_BY:
        words = _("No day has been agreed. The last day for the meeting is %(latest)s.")
        said.append(words % {"latest": _day(latest)})
    if review.meeting_on and review.meeting_on < today and not review.held_on:
        words = _(
            "The meeting was planned for %(day)s. Note whether it was held, or plan another day."
        )
        said.append(words % {"day": _day(review.meeting_on)})
    return said + _about_advice(review, advice, today)


def _about_advice(review: AnnualReview, advice: list[Advice], today: datetime.date) -> list[str]:
    if not review.meeting_on or review.held_on or review.meeting_on - today > MISSING_FROM:
        return []
    missing = [one.adviser for one in advice if not one.returned_on]
    if not advice:
        return [_("The meeting is near and nobody has been asked for advice.")]
    if not missing:
        return []
    words = ngettext(
        "The meeting is on %(day)s and %(n)s piece of advice is missing: %(names)s.",
        "The meeting is on %(day)s and %(n)s pieces of advice are missing: %(names)s.",
        len(missing),
    )
    names = ", ".join(missing)
    return [words % {"day": _day(review.meeting_on), "n": len(missing), "names": names}]


def _day(day: datetime.date | None) -> str:
    return format_date(day, "j M Y") if day else ""
