"""Who reads why a note was moved, and what was decided; by hand."""

from pupils.models import Breach, MovedNote
from tests.house.canary import read_by

GUARDIANS = "head senco dsl"

CANARIES = [
    read_by(MovedNote, GUARDIANS, GUARDIANS, "why", out_of_book=True),
    read_by(Breach, GUARDIANS, GUARDIANS, out_of_book=True, decision="none"),
]

NO_WORDS = {(MovedNote, "kind"): "the kind's name in addresses"}

MORE = [("decide_breach", "", {"pk": "decided_breach"})]
