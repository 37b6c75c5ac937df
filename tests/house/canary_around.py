"""Who reads the words of families, court orders, help from outside and files of a pupil; by hand."""

from pupils.models import (
    Attachment,
    CarerLink,
    CourtOrder,
    Involvement,
    OrderLimit,
    Recommendation,
    RecommendationStep,
    Referral,
    ReferralNote,
    Report,
)
from tests.house.canary import read_by, unread

SCHOOL = "head senco assistant_senco dsl"
FULL = f"{SCHOOL} hlta"
NEAR = f"{FULL} ta teacher"

CANARIES = [
    read_by(CarerLink, f"{NEAR} data", f"{SCHOOL} data", out_of_book=True, ends_on=None),
    read_by(
        CarerLink, f"{FULL} data", f"{SCHOOL} data", out_of_book=True, ends_on__isnull=False
    ),
    # What to do because of an order, and whom it keeps away, is for everybody who works with the pupil.
    read_by(
        CourtOrder, f"{NEAR} data", f"{SCHOOL} data", "do_this", out_of_book=True, lifted_on=None
    ),
    read_by(
        CourtOrder, FULL, SCHOOL, "court reference detail", out_of_book=True, lifted_on=None
    ),
    read_by(
        CourtOrder, FULL, SCHOOL, "court reference do_this detail", out_of_book=True,
        lifted_on__isnull=False,
    ),
    read_by(OrderLimit, f"{NEAR} data", f"{SCHOOL} data", out_of_book=True, order__lifted_on=None),
    read_by(OrderLimit, FULL, SCHOOL, out_of_book=True, order__lifted_on__isnull=False),
    read_by(Involvement, FULL, SCHOOL, out_of_book=True, consent="given"),
    read_by(Attachment, FULL, SCHOOL, "name why", out_of_book=True, removed_at=None),
    read_by(
        Attachment, FULL, SCHOOL, "name removed_why", out_of_book=True, removed_at__isnull=False
    ),
    read_by(Report, FULL, SCHOOL, out_of_book=True),
    read_by(Recommendation, FULL, SCHOOL, "text", out_of_book=True, state="not_yet"),
    # What was adopted is done by everybody who works with the pupil.
    read_by(Recommendation, NEAR, SCHOOL, "text where", out_of_book=True, state="adopted"),
    read_by(Recommendation, FULL, SCHOOL, "why", out_of_book=True, state="adopted"),
    read_by(RecommendationStep, FULL, SCHOOL, out_of_book=True),
    read_by(
        Referral, FULL, SCHOOL, "reason asked_for consent_by", out_of_book=True, closed_on=None
    ),
    read_by(Referral, FULL, SCHOOL, "outcome_words", out_of_book=True, closed_on__isnull=False),
    read_by(ReferralNote, FULL, SCHOOL, out_of_book=True),
    unread(Attachment, "sha256", "the seal of the bytes, by which the same file is known again"),
]  # fmt: skip

NO_WORDS = {
    (Attachment, "owner_kind"): "the word of a kind of record, by which its rule is found",
    (Recommendation, "place"): "the key of the record in which it was adopted",
}

MORE = [
    ("court_order", "", {"pk": "lifted_order"}),
    ("referral", "", {"pk": "closed_referral"}),
    ("advice", "state=any", {}),
    ("referrals", "state=any", {}),
]
