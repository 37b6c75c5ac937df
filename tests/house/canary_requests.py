"""Who reads the words of subject access requests; by hand.

Who asks and the log: the head, the SENCO and the data manager. The review copy: the first two alone.
"""

from pupils.models import RequestField, RequestRow, RequestStep, SubjectRequest
from tests.house.canary import read_by

KEEP = "head senco data"
REVIEW = "head senco"

CANARIES = [
    read_by(SubjectRequest, KEEP, KEEP),
    read_by(RequestStep, KEEP, KEEP),
    read_by(RequestRow, REVIEW, REVIEW, "title note"),
    read_by(RequestField, REVIEW, REVIEW, "label words"),
]

NO_WORDS = {
    (RequestRow, "section"): "the name of a section in the data",
    (RequestField, "name"): "the term of a field in the data",
}
