"""Whether every signature still holds: bytes, seal, and the record it stands under. Reads only."""

import json
from collections.abc import Iterator

from django.conf import settings

from appraisal.canonical import FORM, canonical, digest, holds, key_id
from appraisal.document import document_of, record_of
from appraisal.models import Review, Signature


def secrets() -> dict[str, str]:
    """Every key that may have made a seal, by name, the one in use first."""
    return {
        key_id(secret): secret for secret in (settings.SIGNING_KEY, *settings.SIGNING_KEYS_RETIRED)
    }


def faults() -> Iterator[str]:
    """What does not hold, signature by signature. Nothing said: all hold."""
    known = secrets()
    rows = Signature.objects.select_related("review", "person").order_by("pk")
    for signature in rows.iterator():
        fault = fault_of(signature, known)
        if fault:
            yield f"signature {signature.pk} under review {signature.review_id}: {fault}"
    for review in Review.objects.filter(state=Review.State.SIGNED).order_by("pk").iterator():
        if review.signatures.count() < len(Signature.Side.values):
            yield f"review {review.pk} is signed, and a signature is missing"


def fault_of(signature: Signature, known: dict[str, str]) -> str:
    """What is wrong with one signature, or an empty text."""
    content = bytes(signature.content)
    if digest(content) != signature.sha256:
        return "the bytes are not the ones that were signed"
    if signature.key_id not in known:
        return f"its key {signature.key_id} is not known here"
    if not holds(content, signature.seal, known[signature.key_id]):
        return "the seal does not hold"
    signed = json.loads(content)
    said = {
        "review": signature.review_id, "side": signature.side, "person": signature.person_id,
        "role": signature.role, "signed_at": signature.signed_at.isoformat(),
    }  # fmt: skip
    if any(signed["signature"].get(name) != value for name, value in said.items()):
        return "its row says something else than what was signed"
    if signed["document"]["form"] != FORM:
        return ""
    now = json.loads(canonical(record_of(document_of(signature.review))))
    return (
        "" if now == signed["document"]["record"] else "the review was changed after it was signed"
    )
