"""Who reads the words of restrictive interventions: their authors, the staff in them, and the leaders."""

from pupils.models import (
    InterventionAddendum,
    InterventionInjury,
    InterventionNotice,
    InterventionPerson,
    ParentReport,
    RestrictiveIntervention,
)
from tests.house.canary import read_by

SCHOOL = "head senco assistant_senco dsl"
OWN = f"{SCHOOL} ta"

CANARIES = [
    read_by(RestrictiveIntervention, OWN, SCHOOL, out_of_book=True),
    read_by(InterventionPerson, OWN, SCHOOL, "role training", out_of_book=True),
    read_by(InterventionInjury, OWN, SCHOOL, out_of_book=True),
    read_by(InterventionNotice, OWN, SCHOOL, out_of_book=True),
    read_by(
        ParentReport, OWN, SCHOOL, "told_whom said", out_of_book=True, is_withheld=False
    ),
    read_by(ParentReport, OWN, SCHOOL, "withheld_why", out_of_book=True, is_withheld=True),
    read_by(InterventionAddendum, OWN, SCHOOL, out_of_book=True),
]  # fmt: skip

#: The signed one, and the one that is withheld, open under the same address as the one that waits.
MORE = [
    ("restrictive", "", {"pk": "signed_restrictive"}),
    ("restrictive", "", {"pk": "withheld_restrictive"}),
]
