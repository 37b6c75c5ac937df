"""Who reads the words of contact notes, actions and meetings; by hand."""

from pupils.models import AgendaItem, AgreedAction, Attendee, ContactNote, Meeting
from tests.house.canary import read_by

SCHOOL = "head senco assistant_senco dsl"
WHOLE = f"{SCHOOL} hlta"

CANARIES = [
    # The leader of the group wrote one of the two notes, and reads that one alone.
    read_by(ContactNote, f"{WHOLE} ta", SCHOOL, out_of_book=True, by__posts__role="ta"),
    read_by(ContactNote, WHOLE, SCHOOL, out_of_book=True, by__posts__role="senco"),
    # The leader of the group owns the open action.
    read_by(AgreedAction, f"{WHOLE} ta", SCHOOL, "what outcome", out_of_book=True, state="open"),
    read_by(AgreedAction, WHOLE, SCHOOL, out_of_book=True, state="done"),
    # The leader of the group was asked to the open meeting.
    read_by(Meeting, f"{WHOLE} ta", SCHOOL, "place reason", out_of_book=True, state="open"),
    read_by(Meeting, WHOLE, SCHOOL, out_of_book=True, state="signed"),
    read_by(AgendaItem, f"{WHOLE} ta", SCHOOL, out_of_book=True, meeting__state="open"),
    read_by(AgendaItem, WHOLE, SCHOOL, out_of_book=True, meeting__state="signed"),
    read_by(Attendee, f"{WHOLE} ta", SCHOOL, out_of_book=True, meeting__state="open", kind="carer"),
    read_by(Attendee, WHOLE, SCHOOL, out_of_book=True, meeting__state="signed", kind="carer"),
]  # fmt: skip

MORE = [
    ("contacts", "withdrawn=on", {}), ("agreed_actions", "view=ended", {}), ("meetings", "view=signed", {}),
    ("meeting", "", {"pk": "signed_meeting"}), ("contact", "", {"pk": "own_note"}),
]  # fmt: skip
