"""Access to restrictive interventions; written by hand from domain.md 4.6 and 11.

Whoever wrote one and the staff who had a part in it, the SENCO, the assistant SENCO, the safeguarding
lead and the head: nobody else, not an adult linked to the pupil, not the line above the author.
"""

from pupils.models import RestrictiveIntervention
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
OWN = f"{SCHOOL} ta"
ALL = f"{SCHOOL} hlta ta teacher data"
SIGN = "head senco dsl"

SIGHT = {
    "restrictive": at(OWN, SCHOOL),
    "signed_restrictive": at(OWN, SCHOOL),
    "draft_restrictive": at(OWN, SCHOOL),
}

ROWS = {
    "restrictives": reads("", ALL),
    "add_restrictive": form("", ALL),
    "restrictive_return": reads("", SCHOOL),
    "restrictive": reads("restrictive", OWN, SCHOOL),
    "edit_restrictive": form("draft_restrictive", OWN, SCHOOL),
    "report_to_parents": form("restrictive", OWN, SCHOOL),
    "sign_restrictive": acts("restrictive", SIGN, SIGN),
    "add_addendum": acts("signed_restrictive", OWN, SCHOOL),
}

SEEN = [
    (RestrictiveIntervention, "restrictive"), (RestrictiveIntervention, "restrictives"),
    (RestrictiveIntervention, "edit_restrictive"),
]  # fmt: skip

POLICIES = {"restrictives": "pupils.policies.see_restrictives"}
