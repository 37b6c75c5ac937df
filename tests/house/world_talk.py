"""The contact log of the world of the access table: a note by the SENCO, one by the group's leader, actions."""

from pupils.actions.agreed import finish_action
from pupils.actions.meeting import cancel_meeting
from pupils.models import AgreedAction, Pupil, TalkKind, TalkRule
from staff.models import Post
from tests.factories.talk import minuted, noted, planned, promise, signed

#: What families said begins with this, so that it can be looked for; so does what the leader wrote.
TOLD, OWN_NOTE = "Toldof", "Leaderwroteof"
#: Minutes of a meeting to which the leader of the group was asked, and of one to which nobody was.
MINUTED, APART = "Minutedof", "Apartof"


def make(pupil: Pupil, posts: dict[str, Post], ta: Post, place: str) -> dict[str, object]:
    """The SENCO's note gives an action to the leader of the group; the leader's note stands beside it."""
    senco = posts["senco"].person
    noted(pupil, senco, promise(owner=ta), promise("Sign"), said=f"{TOLD}{pupil.surname}")
    note = pupil.contact_notes.get()
    own = noted(pupil, ta.person, said=f"{OWN_NOTE}{pupil.surname}")
    waiting, ended = AgreedAction.objects.filter(contact=note).order_by("pk")
    finish_action(by=senco, action=ended, version=1)
    day = note.at.date()
    senco_post = posts["senco"]
    open_one = minuted(planned(pupil, senco_post, ta, days=-2), notes=f"{MINUTED}{pupil.surname}")
    apart = signed(minuted(planned(pupil, senco_post, days=-9), notes=f"{APART}{pupil.surname}"))
    gone = planned(pupil, senco_post, days=4)
    cancel_meeting(by=senco, meeting=gone, version=1)
    return {
        "contact_note": note, "own_note": own, "agreed_action": waiting, "ended_action": ended,
        "open_meeting": open_one, "signed_meeting": apart, "cancelled_meeting": gone,
        "talk_kind": TalkKind.objects.create(
            school=pupil.school, use="contact", code=f"own-{place}"[:30], name="Own", valid_from=day
        ),
        "talk_rule": TalkRule.objects.create(
            school=pupil.school, code=f"own-{place}", name="Own weeks", weeks=3, source="The school"
        ),
    }  # fmt: skip
