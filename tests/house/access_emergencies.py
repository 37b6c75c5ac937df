"""Access to emergency access itself; written by hand.

Everybody who works with pupils may open a record; HR and the exams officer may not. Whoever opened it
ends it; the safeguarding lead judges; the head, the SENCO and the lead read the list.
"""

from pupils.models import EmergencyAccess
from tests.house.access import acts, at, form, reads

GUARDIANS = "head senco dsl"
WORKS = "head senco assistant_senco hlta ta teacher dsl data"
TRY = {
    "forename": "Nobody", "surname": "Atall", "born_on": "2014-01-01",
    "words": "She fell and I must know what helps her",
}  # fmt: skip

SIGHT = {"emergency": at(f"{GUARDIANS} ta", GUARDIANS)}

ROWS = {
    "open_emergency": form("", WORKS, data=TRY),
    "emergencies": reads("", GUARDIANS),
    "end_emergency": acts("emergency", "ta", ""),
    "review_emergency": form(
        "emergency", "dsl", "dsl", data={"verdict": "yes", "words": "Right to look"}
    ),
}

SEEN = [(EmergencyAccess, "review_emergency")]

POLICIES = {"emergencies": "pupils.policies.see_emergencies"}
