"""Who reads the words of groups' places, sessions and scores of a pupil; by hand."""

from interventions.models import Attendance, CaseloadRow, Goal, Place, Score
from tests.house.canary import read_by

PROVISION = "head senco assistant_senco"
#: The HLTA and the TA run the group; the teacher reads what is done with a linked pupil.
WITH_WORK = f"{PROVISION} hlta ta teacher"

CANARIES = [
    read_by(Place, WITH_WORK, PROVISION),
    read_by(Goal, WITH_WORK, PROVISION, recorded_as="place"),
    read_by(Attendance, WITH_WORK, PROVISION),
    read_by(Score, WITH_WORK, PROVISION),
    read_by(CaseloadRow, f"{PROVISION} hlta", PROVISION, "groups measure"),
]

NO_WORDS = {(CaseloadRow, "series"): "figures of the small chart"}
