"""Concerns of the world of the access table: one like most, one that names the TA, one that names the lead."""

from pupils.actions.concern import add_contact, close_concern, raise_concern
from pupils.models import Concern, Pupil
from staff.models import Post
from tests.factories.concerns import WORDS

#: What was seen begins with this, so that it can be looked for.
SAID = "Concernof"
#: Who may open which: the lead; the head too where staff is named; the head alone where it is the lead.
ANSWERED = {
    "concern": "dsl", "closed_concern": "dsl", "staff_concern": "dsl head", "lead_concern": "head",
}  # fmt: skip


def make(pupil: Pupil, posts: dict[str, Post], ta: Post) -> dict[str, object]:
    """Raised by the teacher of the school, so that the author is somebody who may not open them."""
    made: dict[str, object] = {}
    for kind, named in (
        ("concern", []), ("closed_concern", []), ("staff_concern", [ta]),
        ("lead_concern", [posts["dsl"]]),
    ):  # fmt: skip
        words = {**WORDS, "seen": f"{SAID}{kind}{pupil.surname}"}
        raised = raise_concern(
            by=posts["teacher"].person, school=pupil.school, pupil=pupil, child="", words=words,
            named=named, marks=["f-left-cheek"],
        )  # fmt: skip
        made[kind] = Concern.objects.with_state().get(pk=raised.pk)
    close_concern(by=posts["dsl"].person, concern=made["closed_concern"], words="Looked into")
    fields = {"kind": "lado", "name": "The designated officer", "telephone": "01", "email": ""}
    made["receipt"] = made["concern"]
    made["contact"] = add_contact(by=posts["dsl"].person, school=pupil.school, fields=fields)
    return made
