"""Who reads the words of concerns; by hand. The author is the teacher, and reads none of them."""

from pupils.models import Concern, ConcernMark, ConcernStep
from tests.house.canary import read_by

WORDS = "child child_about author_as seen own_words place who_knows marks_words"

CANARIES = [
    # The concerns of the world by who is named in each: nobody, the TA, the safeguarding lead.
    read_by(Concern, "dsl", "dsl", WORDS, out_of_book=True, named=None),
    read_by(
        Concern, "dsl head", "dsl head", f"{WORDS} staff_words", out_of_book=True,
        named__person__posts__role="ta",
    ),
    read_by(
        Concern, "head", "head", f"{WORDS} staff_words", out_of_book=True,
        named__person__posts__role="dsl",
    ),
    # To whom it was handed stands on the author's receipt, and nowhere else.
    read_by(Concern, "teacher", "teacher", "handed_to", out_of_book=True),
    read_by(ConcernStep, "dsl", "dsl", out_of_book=True, concern__named=None),
]  # fmt: skip

NO_WORDS = {(ConcernMark, "region"): "a code of the body map, which the database checks"}

MORE = [
    ("concerns", "state=closed", {}),
    *(
        ("concern", "", {"token": kind})
        for kind in ("closed_concern", "staff_concern", "lead_concern")
    ),
]
