"""Everything the page of one review shows, and the buttons that its doors allow. Reads only."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from appraisal import policies
from appraisal.document import Document
from appraisal.models import AreaJudgement, Review
from appraisal.reviews import ReviewRow, row_of
from appraisal.wording import short_day
from core.templatetags.look import label_tag, state

STATES = {"open": "todo", "ready": "now", "signed": "ok"}
LEVEL_STATES = {"below": "warn", "at": "ok", "above": "ok"}


def why_seen(person: Any, review: Review) -> str:
    """The reason why ``person`` may read this review."""
    if policies.is_appraisee(person, review):
        return _("it is about your own work")
    if review.appraiser_id in person.access.post_ids:
        return _("you are the appraiser")
    if review.appraisee_id in person.access.below_ids:
        return _("%(name)s is below you in the line") % {"name": review.appraisee.person}
    return _("you are the headteacher")


def head_of(person: Any, review: Review, row: ReviewRow) -> dict[str, Any]:
    """The record head of a review."""
    appraisee = review.appraisee
    tags = [label_tag(str(review.band), "k") if review.band else SafeString("")]
    tags.append(state(STATES[review.state], review.get_state_display()))
    if review.corrects_id:
        tags.append(label_tag(_("Correction"), "new"))
    facts = [
        _("Appraisal %(cycle)s") % {"cycle": review.cycle.name},
        appraisee.label,
        _("Appraiser: %(name)s") % {"name": review.appraiser.person},
    ]
    if review.meeting_on:
        facts.append(_("Meeting: %(day)s") % {"day": short_day(review.meeting_on)})
    return {
        "name": appraisee.person.full_name, "tags": tags, "facts": facts,
        "actions": main_acts(person, review), "why": why_seen(person, review),
        "why_links": [], "tabs": [], "tabs_label": "",
    }  # fmt: skip


def main_acts(person: Any, review: Review) -> list[dict[str, Any]]:
    """The buttons of the head: what may be done comes first, what may not says why."""
    acts = [
        _act(person, review, "sign_review", _("Read and sign"), "edit", is_main=True),
        _act(person, review, "mark_ready", _("Ready to sign"), "check", post=True, is_main=True),
        _act(person, review, "reopen_review", _("Back to writing"), "undo", post=True),
        _act(person, review, "take_over_review", _("Become the appraiser"), "person", post=True),
        _act(person, review, "correct_review", _("Make a correction"), "history"),
    ]
    shown = [act for act in acts if not act["reason"]]
    ready = acts[1]
    if ready["reason"] and review.state == "open" and policies.is_appraiser(person, review):
        shown.append(ready)
    shown.append({"name": "print_review", "label": _("Print"), "icon": "print", "reason": "",
                  "url": reverse("print_review", args=[review.pk]), "post": False, "is_main": False})  # fmt: skip
    return shown


def _act(
    person: Any, review: Review, name: str, label: str, icon: str, *, post: bool = False,
    is_main: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name, "label": label, "icon": icon, "post": post, "is_main": is_main,
        "url": reverse(name, args=[review.pk]), "reason": getattr(policies, name)(person, review),
    }  # fmt: skip


def may(person: Any, review: Review) -> dict[str, bool]:
    """What the person may write on this page."""
    names = (
        "add_objective", "rate_objective", "choose_evidence", "give_own_view", "judge_area",
        "comment_review", "set_meeting",
    )  # fmt: skip
    return {name: not getattr(policies, name)(person, review) for name in names}


def page_of(person: Any, document: Document, counted: Review) -> dict[str, Any]:
    """The context of the page; ``counted`` is the review read ``with_standing``."""
    review, today = document.review, timezone.localdate()
    row = row_of(person, counted, today)
    return {
        "review": review,
        "record": head_of(person, review, row),
        "row": row,
        "today": today,
        "may": may(person, review),
        "document": document,
        "areas": [area_row(document, judged) for judged in document.judgements],
        "signatures": list(review.signatures.select_related("person")),
        "corrected_by": review.corrections.first(),
        "next_act": next_act(person, document, row),
        "side": policies.side_of(person, review),
    }


def area_row(document: Document, judged: AreaJudgement) -> dict[str, Any]:
    """One area with the pieces of evidence offered for it."""
    return {
        "judged": judged,
        "evidence": [one for one in document.evidence if one.area_id == judged.area_id],
        "level": level_mark(judged.level, judged.get_level_display()),
        "own_view": level_mark(judged.own_view, judged.get_own_view_display()),
    }


def level_mark(level: str, words: str) -> SafeString:
    """A judgement as shape and word."""
    if not level:
        return format_html('<span class="quiet">{}</span>', _("Not yet"))
    return state(LEVEL_STATES[level], words, True)


def next_act(person: Any, document: Document, row: ReviewRow) -> dict[str, str] | None:
    """The one thing this person does next, with its address; None when it is somebody else's turn."""
    review = document.review
    if not row.is_mine:
        return None
    pk = [review.pk]
    unjudged = [one for one in document.judgements if not one.level or not one.because]
    unseen = [one for one in document.judgements if not one.own_view]
    side = policies.side_of(person, review)
    if review.state == Review.State.READY:
        return _next(_("Read it once more, and sign"), reverse("sign_review", args=pk))
    if not document.objectives:
        return _next(_("Write the first objective"), reverse("add_objective", args=pk))
    if side == "appraisee" and not document.evidence:
        return _next(_("Choose evidence from your own work"), reverse("choose_evidence", args=pk))
    if side == "appraisee" and unseen:
        code = unseen[0].area.code
        return _next(
            _("Give your own view of the areas"), reverse("give_own_view", args=[*pk, code])
        )
    if side == "appraiser" and unjudged:
        return _next(_("Judge the areas"), reverse("judge_area", args=[*pk, unjudged[0].area.code]))
    return None


def _next(label: str, url: str) -> dict[str, str]:
    return {"label": label, "url": url}
