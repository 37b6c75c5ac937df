"""Who keeps annual reviews, and which stage may be noted when."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import AnnualReview, Pupil
from pupils.models.step import CLOCK_READERS
from staff.access import PLANNERS


def keep_reviews(person: Any, pupil: Pupil) -> str:
    """The SENCO and the assistant SENCO of the pupil's school."""
    if person.access.has(pupil.school_id, *PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO keep annual reviews.")


def start_annual_review(person: Any, pupil: Pupil) -> str:
    """Whoever keeps reviews, for a pupil on roll who has a plan and no open review."""
    reason = keep_reviews(person, pupil)
    if reason:
        return reason
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left. The new school holds the review.")
    if pupil.sen_code != Pupil.SenCode.PLAN:
        return _("An annual review is of an education, health and care plan; this pupil has none.")
    if AnnualReview.objects.open().filter(pupil=pupil).exists():
        return _("A review of this pupil is open already. Open it instead.")
    return ""


def edit_annual_review(person: Any, review: AnnualReview) -> str:
    """Whoever keeps reviews, until the decision is sent."""
    reason = keep_reviews(person, review.pupil)
    if not reason and not review.is_open:
        return _("This review is closed. What happened in it stays as it was.")
    return reason


def cancel_annual_review(person: Any, review: AnnualReview) -> str:
    """As for editing, before the meeting is held."""
    reason = edit_annual_review(person, review)
    if not reason and review.held_on:
        return _("The meeting has been held, so the review goes on to its decision.")
    return reason


def edit_review_report(person: Any, review: AnnualReview) -> str:
    """As for editing, until the report has been sent."""
    reason = edit_annual_review(person, review)
    if not reason and review.report_sent_on:
        return _("The report has been sent and stays as it is. Take its sending back to change it.")
    return reason


def record_review_stage(person: Any, review: AnnualReview, stage: str) -> str:
    """Whoever keeps reviews, when the stage before it has happened."""
    if reason := keep_reviews(person, review.pupil):
        return reason
    if review.cancelled_on:
        return _("This review was cancelled.")
    if getattr(review, review.STAGES[stage]):
        return _("This is noted already. Take it back to change it.")
    if stage == "final_plan":
        is_amending = review.decision == review.Decision.AMEND
        return "" if is_amending else _("An amended plan follows a decision to amend the plan.")
    if stage in ("report", "decision") and not review.held_on:
        return _("Note first on which day the meeting was held.")
    if stage == "report":
        return _report_lacks(review)
    return ""


def see_review_pack(person: Any, review: AnnualReview) -> str:
    """Whoever reads the review, and as long as it was not cancelled."""
    if not person.access.has(review.school_id, *CLOCK_READERS):
        return _(
            "The pack of a review is for the SENCO, the assistant SENCO, the head and the DSL."
        )
    if review.cancelled_on:
        return _("This review was cancelled, so there is no pack for it.")
    return ""


def _report_lacks(review: AnnualReview) -> str:
    """What the report must still say: from Year 9 all four headings of preparing for adulthood."""
    if not review.asks_adulthood:
        return ""
    empty = [
        str(field.verbose_name)
        for field in review._meta.concrete_fields
        if field.name in review.ADULTHOOD and not getattr(review, field.name)
    ]
    if not empty:
        return ""
    words = _(
        "From Year 9 the report says how the pupil prepares for adulthood. Still empty: %(names)s."
    )
    return words % {"names": ", ".join(empty)}


def undo_review_stage(person: Any, review: AnnualReview, stage: str) -> str:
    """Whoever keeps reviews, while nothing that rests on the stage is noted."""
    if reason := keep_reviews(person, review.pupil):
        return reason
    if not getattr(review, review.STAGES[stage]):
        return _("This is not noted.")
    resting = {"meeting": ("report", "decision"), "decision": ("final_plan",)}
    if any(getattr(review, review.STAGES[later]) for later in resting.get(stage, ())):
        return _("Something that came later rests on this. Take that back first.")
    if stage == "decision":
        newer = AnnualReview.objects.open().filter(pupil=review.pupil_id)
        if newer.exists():
            return _("The next review of this pupil is open, so the decision stands.")
    return ""
