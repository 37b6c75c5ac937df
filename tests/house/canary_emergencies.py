"""Who reads why a record was opened in an emergency; by hand."""

from pupils.models import EmergencyAccess
from tests.house.canary import read_by

GUARDIANS = "head senco dsl"

CANARIES = [
    read_by(EmergencyAccess, GUARDIANS, GUARDIANS, "words", out_of_book=True),
    read_by(EmergencyAccess, GUARDIANS, GUARDIANS, "acting_as"),
]

NO_WORDS = {
    (
        EmergencyAccess,
        "review_words",
    ): "the world's access is open, and is judged in the row of the table"
}
