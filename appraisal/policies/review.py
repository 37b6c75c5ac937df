"""Who opens, writes and signs a review, in which state, and why not.

Seeing one is ``Review.objects.visible_to``: the appraisee, the posts above in the line today, and the
head. HR sees no review in this version (docs/adr/0007); whoever leaves the line stops seeing it with
the next request, because the line is read on each.
"""

from typing import Any

from django.utils.translation import gettext as _

from appraisal.models import Cycle, Review
from staff.access import Role
from staff.models import Post

State = Review.State


def is_appraisee(person: Any, review: Review) -> bool:
    """Whether the review is about ``person``."""
    return review.appraisee.person_id == person.pk


def is_appraiser(person: Any, review: Review) -> bool:
    """Whether ``person`` is the appraiser and stands above the appraisee today (or is head)."""
    return review.appraiser_id in person.access.post_ids and not _not_above(
        person, review.appraisee
    )


def _not_above(person: Any, appraisee: Post) -> str:
    if appraisee.person_id == person.pk:
        return _("Nobody appraises themselves. Your line manager does it.")
    if appraisee.pk in person.access.below_ids or person.access.has(appraisee.school_id, Role.HEAD):
        return ""
    return _("A review is opened and judged by somebody above in the line.")


def _not_open(review: Review) -> str:
    if review.state == State.SIGNED:
        return _(
            "This review is signed by both and does not change. A correction is a new version."
        )
    if review.state == State.READY:
        return _("This review is ready to sign. Put it back to writing before you change it.")
    return _is_replaced(review)


def _is_replaced(review: Review) -> str:
    if review.corrections.exists():
        return _("A correction has taken the place of this review. Go on there.")
    return ""


def _is_party(person: Any, review: Review) -> str:
    if is_appraisee(person, review) or is_appraiser(person, review):
        return ""
    return _("Only the appraisee and the appraiser write in a review. You may read it.")


def open_review(person: Any, post: Post, cycle: Cycle | None) -> str:
    """Somebody above in the line, or the head, for a support post with a band."""
    reason = _not_above(person, post)
    if reason:
        return reason
    if cycle is None:
        return _("No appraisal year is open. The headteacher or the SENCO adds one first.")
    if cycle.school_id != post.school_id:
        return _("This appraisal year belongs to another school.")
    if post.band_id is None:
        return _(
            "This post has no band, so there is no expectation to judge it by. HR gives the band."
        )
    return ""


def take_over_review(person: Any, review: Review) -> str:
    """Somebody else above in the line takes the appraiser's place, before the appraiser has signed."""
    reason = _not_above(person, review.appraisee) or _is_replaced(review)
    if reason:
        return reason
    if review.state == State.SIGNED:
        return _not_open(review)
    if review.appraiser_id in person.access.post_ids:
        return _("You are the appraiser already.")
    if review.signatures.exists():
        return _("Somebody has signed already, so the appraiser stays.")
    return ""


def add_objective(person: Any, review: Review) -> str:
    """Both write objectives until the review is ready."""
    return _is_party(person, review) or _not_open(review)


def edit_objective(person: Any, review: Review) -> str:
    """As for adding."""
    return add_objective(person, review)


def remove_objective(person: Any, review: Review) -> str:
    """As for adding."""
    return add_objective(person, review)


def rate_objective(person: Any, review: Review) -> str:
    """The appraiser says how far it was met."""
    if not is_appraiser(person, review):
        return _("Whether an objective is met is said by the appraiser.")
    return _not_open(review)


def choose_evidence(person: Any, review: Review) -> str:
    """The appraisee, and nobody else: the appraiser sees only what was offered."""
    if not is_appraisee(person, review):
        return _("Evidence is chosen by the person whose work it is. You see what they offer.")
    return _not_open(review)


def offer_evidence(person: Any, review: Review) -> str:
    """As for choosing."""
    return choose_evidence(person, review)


def withdraw_evidence(person: Any, review: Review) -> str:
    """As for choosing."""
    return choose_evidence(person, review)


def give_own_view(person: Any, review: Review) -> str:
    """The appraisee."""
    if not is_appraisee(person, review):
        return _("The own view is given by the person whose work it is.")
    return _not_open(review)


def judge_area(person: Any, review: Review) -> str:
    """The appraiser."""
    if not is_appraiser(person, review):
        return _("An area is judged by the appraiser, with a reason.")
    return _not_open(review)


def comment_review(person: Any, review: Review) -> str:
    """Each side writes its own words."""
    return _is_party(person, review) or _not_open(review)


def set_meeting(person: Any, review: Review) -> str:
    """Both set the day of the meeting."""
    return comment_review(person, review)


def mark_ready(person: Any, review: Review) -> str:
    """The appraiser, when objectives stand and all five areas are judged with a reason."""
    if not is_appraiser(person, review):
        return _("The appraiser says when the review is ready to sign.")
    reason = _not_open(review)
    if reason:
        return reason
    if not review.objectives.exists():
        return _("There is no objective yet.")
    judged = list(review.judgements.all())
    if any(not row.level or not row.because for row in judged):
        return _("Every area needs a judgement and a reason before the review is ready to sign.")
    return ""


def reopen_review(person: Any, review: Review) -> str:
    """Both, while nobody has signed."""
    reason = _is_party(person, review) or _is_replaced(review)
    if reason:
        return reason
    if review.state != State.READY:
        return _not_open(review) or _("This review is being written already.")
    if review.signatures.exists():
        return _("Somebody has signed this text already. Make a correction instead.")
    return ""


def side_of(person: Any, review: Review) -> str:
    """The side on which ``person`` signs: appraisee, appraiser, or neither."""
    if is_appraisee(person, review):
        return "appraisee"
    return "appraiser" if is_appraiser(person, review) else ""


def sign_review(person: Any, review: Review) -> str:
    """Each side once, in any order, when the review is ready."""
    side = side_of(person, review)
    if not side:
        return _("A review is signed by the appraisee and the appraiser.")
    if review.state == State.OPEN:
        return _("This review is still being written. It can be signed when it is ready.")
    reason = _is_replaced(review)
    if reason:
        return reason
    if review.signatures.filter(side=side).exists():
        return _("You have signed this review.")
    return _not_open(review) if review.state == State.SIGNED else ""


def correct_review(person: Any, review: Review) -> str:
    """The appraiser, or somebody above, once a signature stands: the new version names the old."""
    if is_appraisee(person, review):
        return _("A correction is begun by the appraiser. Tell them what is wrong.")
    reason = _not_above(person, review.appraisee) or _is_replaced(review)
    if reason:
        return reason
    if not review.signatures.exists():
        return _("Nobody has signed yet: change the review itself.")
    return ""
