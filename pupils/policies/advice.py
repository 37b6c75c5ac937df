"""Who asks for advice, and who gives it."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Advice, AnnualReview, Assessment
from pupils.policies.annual_review import edit_annual_review, keep_reviews
from pupils.policies.assessment import edit_assessment


def ask_advice(person: Any, about: AnnualReview | Assessment) -> str:
    """Whoever keeps reviews and assessments, while it is open."""
    if isinstance(about, Assessment):
        return edit_assessment(person, about)
    return edit_annual_review(person, about)


def give_advice(person: Any, advice: Advice) -> str:
    """The adult who was asked; for somebody outside, whoever keeps reviews. Once."""
    if advice.returned_on:
        return _("This advice has been returned.")
    if not advice.about.is_open:
        return _("What it was asked for is closed, so no advice is wanted any more.")
    if advice.post_id:
        if advice.post_id in person.access.post_ids:
            return ""
        return _("Only the adult who was asked gives this advice.")
    return keep_reviews(person, advice.pupil)


def take_back_advice(person: Any, advice: Advice) -> str:
    """Whoever gave it, and whoever keeps reviews, until it has been sent out with the papers."""
    if not advice.returned_on:
        return _("This advice has not been returned.")
    if (advice.review and advice.review.papers_sent_on) or not advice.about.is_open:
        return _("The papers have been sent with this advice in them, so it stays as it is.")
    if advice.post_id in person.access.post_ids:
        return ""
    return keep_reviews(person, advice.pupil)


def withdraw_advice(person: Any, advice: Advice) -> str:
    """Whoever keeps reviews, while nothing has come."""
    if advice.returned_on:
        return _("This advice has been returned and belongs to the review.")
    return ask_advice(person, advice.about)
