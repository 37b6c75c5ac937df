"""Access to pupil profiles and the class digest; written by hand.

Head, SENCO, assistant SENCO and safeguarding lead read every profile of their school; a TA, a teacher
and an HLTA those of pupils they work with. The SENCO, the assistant SENCO and, for her own pupil, the
key adult write; the first two publish. Only the adult who was asked says that a change has been read.
"""

from pupils.models import Acknowledgement, Profile
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
READ = f"{SCHOOL} hlta ta teacher"
PUBLISH = "senco assistant_senco"
WRITE = f"{PUBLISH} hlta"
DRAFT = {
    "rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-tag": "must",
    "rows-0-text": "Say it twice", "review_on": "2035-01-01",
}  # fmt: skip

SIGHT = {
    "profile": at(READ, SCHOOL),
    # A pupil of the group without a profile; the teacher is not linked to this one.
    "mate": at(f"{SCHOOL} data hlta ta", f"{SCHOOL} data"),
    # Nobody sees what another person was asked.
    "asked": at("ta", ""),
}

ROWS = {
    "class_digest": reads("", READ),
    "pupil_plans": reads("pupil", READ, SCHOOL),
    "pupil_profile": reads("pupil", READ, SCHOOL),
    "start_profile": acts("mate", PUBLISH, PUBLISH),
    "edit_profile": form("pupil", WRITE, PUBLISH, data=DRAFT),
    "publish_profile": acts("pupil", PUBLISH, PUBLISH),
    "record_agreement": form("profile", WRITE, PUBLISH),
    "acknowledge_profile": acts("asked", "ta", ""),
}

SEEN = [(Profile, "record_agreement"), (Acknowledgement, "acknowledge_profile")]

POLICIES = {
    "class_digest": "pupils.policies.see_digest",
    "pupil_plans": "pupils.parts.see",
    "pupil_profile": "pupils.policies.see_profile",
    **{
        name: f"pupils.policies.{name} pupils.policies.draft_profile"
        for name in ("start_profile", "edit_profile", "publish_profile")
    },
}
