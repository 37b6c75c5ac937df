"""Who reads the words of pupils, the register, adults, imports, profiles and arrangements; by hand."""

from pupils.models import (
    AdultLink,
    Arrangement,
    ArrangementScore,
    ImportRow,
    Profile,
    ProfileStrategy,
    Pupil,
    SenStatus,
)
from tests.house.canary import read_by, unread

SCHOOL = "head senco assistant_senco dsl data"
WITH_PUPIL = f"{SCHOOL} hlta ta teacher"
IDENTITY = "senco assistant_senco data"
PROFILES = "head senco assistant_senco dsl"
EVIDENCE = "head senco assistant_senco exams"

CANARIES = [
    # The exams officer reads candidates by name and form.
    read_by(
        Pupil, f"{WITH_PUPIL} exams", f"{SCHOOL} exams",
        "surname forename known_as known_surname form",
    ),
    read_by(Pupil, WITH_PUPIL, SCHOOL, "pronunciation owner_name admission_number"),
    # National numbers are read where they are edited, and are no words for the record book.
    read_by(Pupil, IDENTITY, IDENTITY, "upn"),
    unread(Pupil, "former_upn uln", "kept from the school's export for the census; no page shows them"),
    unread(Pupil, "search_name", "a folded copy of the names that only the search compares"),
    read_by(SenStatus, WITH_PUPIL, SCHOOL),
    read_by(AdultLink, WITH_PUPIL, SCHOOL, "detail"),
    # A file of pupils is for those who bring files in, and the head.
    read_by(ImportRow, f"{IDENTITY} head", f"{IDENTITY} head", "name reason", out_of_book=True),
    read_by(Arrangement, EVIDENCE, EVIDENCE, "evidence assessor notes", out_of_book=True),
    read_by(Arrangement, EVIDENCE, EVIDENCE, "approval_reference"),
    read_by(ArrangementScore, EVIDENCE, EVIDENCE, out_of_book=True),
    read_by(
        Profile, f"{PROFILES} hlta ta teacher", PROFILES, out_of_book=True, state="current"
    ),
    read_by(
        Profile, "senco assistant_senco hlta", "senco assistant_senco", out_of_book=True,
        state="draft",
    ),
    read_by(
        ProfileStrategy, f"{PROFILES} hlta ta teacher", PROFILES, out_of_book=True,
        profile__state="current",
    ),
    read_by(
        ProfileStrategy, "senco assistant_senco hlta", "senco assistant_senco", out_of_book=True,
        profile__state="draft",
    ),
]  # fmt: skip

NO_WORDS = {(AdultLink, "source"): "the key by which higher floors find their own links"}

MORE = [
    ("pupil_profile", "version=draft", {}),
    ("record_book", "show=looks", {}),
    # The pages that tell of the canaries themselves, all of them.
    *(("record_book", f"act=plant_canary&per_page=100&page={page}", {}) for page in (1, 2, 3)),
]
