"""Sections of the pupil's file that stand on this floor: identity, register, adults, profile, arrangements.

The terms are those of the Common Transfer File where it has one (domain.md 7.4), so that the next
school finds its way; what it has no word for is named in the same manner.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pupils import file_sections
from pupils.file_sections import Item, Section, field, fields_of
from pupils.models import AdultLink, Arrangement, Need, Profile, Pupil, SenStatus
from pupils.policies import pupil_arrangements
from pupils.profiles import lines_by_profile
from pupils.reasons import links_of

IDENTITY = {
    "UPN": "upn", "FormerUPN": "former_upn", "UniqueLearnerNumber": "uln",
    "AdmissionNumber": "admission_number", "Surname": "surname", "Forename": "forename",
    "PreferredSurname": "known_surname", "PreferredForename": "known_as",
    "Pronunciation": "pronunciation", "DOB": "born_on", "Sex": "sex", "NCyearActual": "year_group",
    "RegistrationGroup": "form", "Ethnicity": "ethnicity", "FirstLanguage": "language",
    "EAL": "has_eal", "LookedAfter": "is_looked_after", "PupilPremium": "has_pupil_premium",
    "FSM": "has_free_meals", "MedicalFlag": "has_medical_flag",
    "AttendancePercent": "attendance_percent", "EntryDate": "joined_on", "LeavingDate": "left_on",
    "SENreviewDue": "review_due_on",
}  # fmt: skip
STATUS = {
    "SENprovision": "code",
    "StartDate": "starts_on",
    "EndDate": "ends_on",
    "Reason": "reason",
}
SPELL = {"StartDate": "starts_on", "EndDate": "ends_on"}
VOICE = {
    "ImportantToMe": "important", "GoodAt": "good_at", "HardForMe": "hard", "HelpedBy": "helped_by"
}  # fmt: skip
AGREED = {
    "PupilAgreedDate": "pupil_agreed_on", "PupilAgreedHow": "pupil_agreed_how",
    "ParentAgreedDate": "parent_agreed_on", "ParentAgreedHow": "parent_agreed_how",
    "ReviewDate": "review_on",
}  # fmt: skip
ARRANGEMENT = {
    "State": "state", "Percent": "percent", "Evidence": "evidence", "Assessor": "assessor",
    "ApprovalReference": "approval_reference", "ApprovedDate": "approved_on",
    "StartDate": "valid_from", "EndDate": "valid_to", "Notes": "notes",
}  # fmt: skip


def add_sections() -> None:
    """Register them."""
    for one in SECTIONS:
        file_sections.add(one)


def _identity(_person: Any, pupil: Pupil) -> Iterable[Item]:
    yield Item(f"pupil:{pupil.pk}", pupil.name, fields_of(pupil, **IDENTITY))


def _statuses(_person: Any, pupil: Pupil) -> Iterable[Item]:
    for row in SenStatus.objects.filter(pupil=pupil).order_by("starts_on", "pk"):
        yield Item(f"status:{row.pk}", str(row), fields_of(row, **STATUS), row.starts_on)


def _needs(_person: Any, pupil: Pupil) -> Iterable[Item]:
    rows = Need.objects.filter(pupil=pupil).select_related("need_type")
    for row in rows.order_by("starts_on", "rank", "pk"):
        kind = row.need_type
        fields = [
            field("SENtypeRank", _("Rank"), row.rank), field("SENtype", _("Code"), kind.code),
            field("SENtypeName", _("Need"), kind.name), *fields_of(row, **SPELL),
        ]  # fmt: skip
        yield Item(f"need:{row.pk}", kind.name, fields, row.starts_on)


def _adults(_person: Any, pupil: Pupil) -> Iterable[Item]:
    for row in sorted(links_of(pupil), key=lambda link: (link.starts_on, link.pk)):
        name = row.post.person.full_name
        fields = [
            field("Name", _("Name"), name),
            field("Role", _("Why"), row.kind, AdultLink.Kind(row.kind).label),
            *fields_of(row, Detail="detail", **SPELL),
        ]
        yield Item(f"adult:{row.pk}", name, fields, row.starts_on)


def _profiles(person: Any, pupil: Pupil) -> Iterable[Item]:
    """Every published version that the person reads, the oldest first; lines in two queries."""
    seen = Profile.objects.visible_to(person).published().filter(pupil=pupil)
    rows = list(seen.order_by("number"))
    lines = lines_by_profile(row.pk for row in rows)
    for row in rows:
        of_tag = {
            name: [line.text for line in lines.get(row.pk, []) if line.tag == tag]
            for name, tag in (("MustDo", "must"), ("WorthTrying", "try"), ("DoesNotHelp", "not"))
        }
        fields = [
            field("Version", _("Version"), row.number), *fields_of(row, StartDate="starts_on"),
            *fields_of(row, **VOICE), field("MustDo", _("Must do"), of_tag["MustDo"]),
            field("WorthTrying", _("Worth trying"), of_tag["WorthTrying"]),
            field("DoesNotHelp", _("Does not help"), of_tag["DoesNotHelp"]),
            *fields_of(row, **AGREED),
        ]  # fmt: skip
        title = _("Version %(number)s") % {"number": row.number}
        yield Item(f"profile:{row.pk}", title, fields, row.starts_on)


def _arrangements(person: Any, pupil: Pupil) -> Iterable[Item]:
    """For whoever reads the pupil's arrangements; scores, subjects and uses in a query each."""
    if pupil_arrangements(person, pupil):
        return
    rows = Arrangement.objects.visible_to(person).filter(pupil=pupil).select_related("kind")
    for row in rows.prefetch_related("scores", "subjects", "uses__subject").order_by("pk"):
        uses = [
            f"{use.on.isoformat()} {use.subject}: {use.get_outcome_display()}"
            for use in row.uses.all()
        ]
        fields = [
            field("Kind", _("Kind"), row.kind.code, row.name), *fields_of(row, **ARRANGEMENT),
            field("Subjects", _("Subjects"), [str(one) for one in row.subjects.all()]),
            field("Scores", _("Scores"), [str(one) for one in row.scores.all()]),
            field("Uses", _("Normal way of working"), uses),
        ]  # fmt: skip
        yield Item(f"arrangement:{row.pk}", row.name, fields, row.approved_on or row.valid_from)


_PROFILE_NAMES = (
    "Version", "StartDate", *VOICE, "MustDo", "WorthTrying", "DoesNotHelp", *AGREED
)  # fmt: skip
SECTIONS = (
    Section("identity", gettext_lazy("Who the pupil is"), 10, tuple(IDENTITY), _identity),
    Section(
        "SENhistory", gettext_lazy("SEND register"), 20, tuple(STATUS), _statuses, is_table=True
    ),
    Section(
        "SENneeds", gettext_lazy("Needs"), 30, ("SENtypeRank", "SENtype", "SENtypeName", *SPELL),
        _needs, is_table=True,
    ),
    Section(
        "adults", gettext_lazy("Adults who work or worked with the pupil"), 40,
        ("Name", "Role", "Detail", *SPELL), _adults, is_table=True,
    ),
    Section("profiles", gettext_lazy("Profile"), 50, _PROFILE_NAMES, _profiles),
    Section(
        "arrangements", gettext_lazy("Access arrangements"), 60,
        ("Kind", *ARRANGEMENT, "Subjects", "Scores", "Uses"), _arrangements,
    ),
)  # fmt: skip
