"""Access to moved notes and breach notes; written by hand.

Whoever may write a note of the session moves it: who ran it, the HLTA of the department, the SENCO's team.
What follows is for those who answer for records: the head, the SENCO and the safeguarding lead.
"""

from pupils.models import Breach
from tests.house.access import at, form, reads

GUARDIANS = "head senco dsl"
RUNS = "senco assistant_senco hlta ta"

SIGHT = {
    "breach": at(GUARDIANS, GUARDIANS),
}

ROWS = {
    "move_note": form(
        "attendance", RUNS, "senco assistant_senco", kwargs={"pk": "attendance"},
        fixed={"kind": "session-note"},
    ),
    "breaches": reads("", GUARDIANS),
    "decide_breach": form(
        "breach", GUARDIANS, GUARDIANS, data={"decision": "none", "why": "Nobody could read it"}
    ),
}  # fmt: skip

SEEN = [(Breach, "decide_breach")]

POLICIES = {
    "move_note": "interventions.policies.move_mark",
    "breaches": "pupils.policies.see_breaches",
}
