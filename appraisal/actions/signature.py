"""Signing a review: the bytes that were shown, sealed; with the second signature nothing changes any more."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from appraisal import policies
from appraisal.canonical import canonical, digest, key_id, seal
from appraisal.document import Document, document_of
from appraisal.holding import held
from appraisal.models import AreaJudgement, Evidence, Objective, Review, Signature
from core import audit
from core.policy import require
from core.record import Stale


class TextChanged(Stale):
    """What was shown is no longer what stands there; carries the text as it is now."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.review, {})
        self.document = document


@transaction.atomic
def sign_review(*, by: Any, review: Review, shown: str, proved_by: str) -> Signature:
    """Put one side's signature under what was shown; the second one locks the review.

    ``shown`` is the digest of the document on the page; ``proved_by`` says how the person proved who
    they are (password or a sign-in a moment ago). Raises TextChanged when the text is no longer what
    was shown, and Refused for anybody but the two sides.
    """
    review = held(review)
    require(policies.sign_review(by, review))
    document = document_of(review)
    if document.sha256 != shown:
        raise TextChanged(document)
    signature = _sign(by, review, document, proved_by)
    changes = {"side": (None, signature.side), "sha256": (None, signature.sha256)}
    audit.record(by=by, action="sign_review", about=review, changes=changes)
    if review.signatures.count() == len(Signature.Side.values):
        _lock(review)
        audit.record(
            by=by, action="lock_review", about=review, changes={"state": ("ready", "signed")}
        )
    return signature


def _sign(by: Any, review: Review, document: Document, proved_by: str) -> Signature:
    side, at = policies.side_of(by, review), timezone.now()
    post = review.appraisee if side == Signature.Side.APPRAISEE else review.appraiser
    signer = {
        "review": review.pk, "side": side, "person": by.pk, "name": by.full_name, "role": post.role,
        "signed_at": at, "proved_by": proved_by,
    }  # fmt: skip
    content = canonical({"document": document.content, "signature": signer})
    return Signature.objects.create(
        review=review, side=side, person=by, role=post.role, signed_at=at, content=content,
        sha256=digest(content), seal=seal(content, settings.SIGNING_KEY),
        key_id=key_id(settings.SIGNING_KEY),
    )  # fmt: skip


def _lock(review: Review) -> None:
    """From here the database itself refuses every change (core.triggers)."""
    for rows in (Objective.objects, Evidence.objects, AreaJudgement.objects):
        rows.filter(review=review).update(is_locked=True)
    review.state, review.locked_at = Review.State.SIGNED, timezone.now()
    review.version += 1
    review.save(update_fields=["state", "locked_at", "version"])
