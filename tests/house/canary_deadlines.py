"""Who reads the words of reviews, needs assessments, advice and their steps; by hand.

The adults around a pupil see what is to be done and by when; what is said stays with those who answer
for it, and each adviser's words with that adviser.
"""

from pupils.models import Advice, AnnualReview, Assessment, Exemption, ReviewPoint, Step
from tests.house.canary import read_by

SCHOOL = "head senco assistant_senco dsl"
REPORT = (
    "early_reason place pupil_views parent_views progress_summary employment independence community"
    " health"
)

CANARIES = [
    read_by(
        AnnualReview, SCHOOL, SCHOOL, REPORT, out_of_book=True, cancelled_on=None,
        decision_sent_on=None,
    ),
    read_by(
        AnnualReview, SCHOOL, SCHOOL, "cancelled_reason", out_of_book=True,
        cancelled_on__isnull=False,
    ),
    read_by(ReviewPoint, SCHOOL, SCHOOL, out_of_book=True),
    read_by(
        Advice, f"{SCHOOL} hlta", SCHOOL, "going_well difficult wanted kept_at", out_of_book=True,
        returned_on__isnull=False,
    ),
    read_by(Advice, SCHOOL, SCHOOL, "name", out_of_book=True, post=None),
    read_by(
        Assessment, SCHOOL, SCHOOL, "requester grounds", out_of_book=True, withdrawn_on=None
    ),
    read_by(
        Assessment, SCHOOL, SCHOOL, "withdrawn_reason", out_of_book=True,
        withdrawn_on__isnull=False,
    ),
    read_by(Exemption, SCHOOL, SCHOOL, out_of_book=True),
    read_by(
        Step, f"{SCHOOL} hlta ta teacher", SCHOOL, "what rule note", out_of_book=True, advice=None
    ),
]  # fmt: skip

NO_WORDS = {(Step, "code"): "the code of the rule that a step was laid out by"}

MORE = [
    ("deadlines", "state=done", {}),
    ("annual_review", "", {"pk": "cancelled_review"}),
    ("assessment", "", {"pk": "withdrawn_assessment"}),
]
