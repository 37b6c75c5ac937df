"""The demo's families, agencies, reports and referrals: an order, an interpreter, advice in every state."""

import datetime
import hashlib

from django.utils import timezone

from core.models import School
from pupils.models import (
    Agency,
    AgencyKind,
    Attachment,
    AttachmentContent,
    Carer,
    CarerLink,
    CourtOrder,
    Involvement,
    OrderLimit,
    Professional,
    ProfileStrategy,
    Pupil,
    Recommendation,
    RecommendationStep,
    Referral,
    ReferralNote,
    Report,
)
from staff.models import Post

Pupils = dict[str, Pupil]
DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
YES, LIVES = {"responsibility": "yes", "basis": "mother"}, {"home": "yes"}

#: Who, what they are like, and to whom they are what. Surnames are those of the stories.
FAMILIES = (
    ({"title": "Mrs", "full_name": "Helen Wrenfield", "mobile": "07700 900118", "prefers": "mobile",
      "email": "h.wrenfield@example.org", "best_times": "Before 8.30, or after 4",
      "address": "14 Mill Lane\nAldergate"},
     (("Wrenfield", {"relationship": "mother", **YES, **LIVES}),)),
    ({"title": "Mr", "full_name": "Mark Wrenfield", "mobile": "07700 900207", "prefers": "text"},
     (("Wrenfield", {"relationship": "father", "responsibility": "yes", "basis": "married",
                     "home": "part", "place": 2}),)),
    ({"full_name": "Ruby Sayer", "called": "Nan", "phone": "01632 960114"},
     (("Wrenfield", {"relationship": "grandparent", "detail": "Nan", "responsibility": "no",
                     "place": 3, "receives_reports": False}),)),
    ({"title": "Mrs", "full_name": "Sevda Demir", "speaks": "Turkish, a little English",
      "reads": "Turkish", "interpreter": "always", "interpreter_for": "Turkish",
      "mobile": "07700 900342", "prefers": "mobile", "best_times": "Mornings; works nights",
      "notes": "Likes to see work in the book. Send letters in Turkish."},
     (("Demir", {"relationship": "mother", **YES, **LIVES}),)),
    ({"title": "Ms", "full_name": "Ngozi Nwosu", "mobile": "07700 900455", "prefers": "email",
      "email": "ngozi.nwosu@example.org", "speaks": "English, Igbo"},
     (("Nwosu", {"relationship": "mother", **YES, **LIVES}),
      ("Okafor", {"relationship": "mother", **YES, **LIVES}))),
    ({"title": "Mr", "full_name": "Emeka Okafor", "work_phone": "01632 960377",
      "prefers": "work_phone"},
     (("Okafor", {"relationship": "father", "responsibility": "yes", "basis": "registered",
                  "home": "no", "place": 2}),)),
    ({"title": "Miss", "full_name": "Kelly Talbot", "called": "Kelly", "mobile": "07700 900561",
      "prefers": "mobile"},
     (("Talbot", {"relationship": "mother", **YES, **LIVES}),)),
    ({"full_name": "Darren Pike"},
     (("Talbot", {"relationship": "father", "responsibility": "no", "home": "no", "place": 9,
                  "may_be_contacted": False, "receives_reports": False}),)),
    ({"title": "Dr", "full_name": "Amal Karim", "speaks": "Arabic, English", "reads": "both",
      "mobile": "07700 900683", "prefers": "text"},
     (("Karim", {"relationship": "father", "responsibility": "yes", "basis": "married",
                 **LIVES}),)),
)  # fmt: skip

#: Name, kind, how to refer, and who works there with what they do.
AGENCIES = (
    ("Aldershire Educational Psychology Service", "ep", "Traded form, with the last two reviews.",
     (("Dr Ingrid Solheim", "Senior educational psychologist"),)),
    ("Kestrel Speech and Language Therapy", "salt", "Online form; parents sign first.",
     (("Ida Brandt", "Speech and language therapist"),)),
    ("Aldershire Occupational Therapy", "ot", "Letter from school and GP.",
     (("Tom Achebe", "Occupational therapist"),)),
    ("Young Minds Team Aldershire", "camhs", "Telephone first, then the form.", ()),
    ("Autism Outreach Aldershire", "autism", "E-mail with the profile.",
     (("Priya Raman", "Outreach teacher"),)),
)  # fmt: skip

EP_REPORT = (
    "Key words with symbols on the desk in every lesson",
    "A quiet place to finish tests, agreed with him beforehand",
    "Daily reading aloud to the class, to build confidence",
    "A laptop for all written work",
    "A laptop for work of more than a page, with touch typing twice a week",
    "Pre-teach the vocabulary of science a week ahead",
)


def make_around(
    school: School, posts: dict[str, Post], pupils: Pupils, today: datetime.date
) -> None:
    """Write all of it as it stands today."""
    _families(school, pupils)
    _order(school, pupils["Talbot"], today)
    people = _directory(school)
    _involvements(school, pupils, people, today)
    _reports(school, posts, pupils, people, today)
    _referrals(school, posts, pupils, today)


def _families(school: School, pupils: Pupils) -> None:
    for fields, links in FAMILIES:
        carer = Carer.objects.create(school=school, **fields)
        for surname, link in links:
            CarerLink.objects.create(school=school, pupil=pupils[surname], carer=carer, **link)


def _order(school: School, pupil: Pupil, today: datetime.date) -> None:
    order = CourtOrder.objects.create(
        school=school, pupil=pupil, kind="prohibited", court="Family Court at Aldergate",
        reference="ZE26P00417", made_on=today - 20 * WEEK, ends_on=today + 32 * WEEK,
        seen_on=today - 19 * WEEK,
        do_this="Hand Ben over to his mother only. Call the office if anybody else comes for him.",
        detail="Mr Pike may not remove Ben from the care of his mother or collect him from school.",
    )  # fmt: skip
    OrderLimit.objects.create(
        school=school, order=order, name="Darren Pike", may_not_collect=True, may_not_contact=True,
        may_not_know=True,
    )  # fmt: skip


def _directory(school: School) -> dict[str, Professional]:
    """The professionals, each by the code of the kind of agency."""
    kinds = {kind.code: kind for kind in AgencyKind.objects.filter(school=None)}
    found = {}
    for name, code, how, people in AGENCIES:
        agency = Agency.objects.create(
            school=school, kind=kinds[code], name=name, how_to_refer=how,
            phone="01632 960800",
        )  # fmt: skip
        for full_name, role in people:
            found[code] = Professional.objects.create(
                school=school, agency=agency, full_name=full_name, role=role,
                best_times="In school on Tuesdays" if code == "salt" else "",
            )  # fmt: skip
    return found


def _involvements(
    school: School, pupils: Pupils, people: dict[str, Professional], today: datetime.date
) -> None:
    consent = {"consent": "given", "consent_on": today - 30 * WEEK}
    for surname, code, why, by, weeks in (
        (
            "Wrenfield",
            "salt",
            "Expressive language, weekly block",
            "Mrs Helen Wrenfield, mother",
            1,
        ),
        ("Wrenfield", "ep", "Advice for the annual review", "Mrs Helen Wrenfield, mother", None),
        ("Osei", "salt", "Understanding of long sentences", "Amara Osei, the pupil", 2),
        ("Karim", "autism", "Corridors and changes of plan", "Dr Amal Karim, father", 3),
    ):
        Involvement.objects.create(
            school=school, pupil=pupils[surname], professional=people[code], why=why,
            starts_on=today - 28 * WEEK, next_visit_on=today + weeks * WEEK if weeks else None,
            consent_by=by, **consent,
        )  # fmt: skip


def _reports(
    school: School, posts: dict[str, Post], pupils: Pupils, people: dict[str, Professional],
    today: datetime.date,
) -> None:  # fmt: skip
    """The psychologist's report with a line in each state, and a therapist's that has just come."""
    pupil = pupils["Wrenfield"]
    report = Report.objects.create(
        school=school, pupil=pupil, professional=people["ep"], kind="assessment",
        title="Learning and language in Year 8", written_on=today - 10 * WEEK,
        received_on=today - 9 * WEEK, family_has_it_on=today - 8 * WEEK,
        summary="Reasoning without words is a strength. Memory for what is said limits reading.",
    )  # fmt: skip
    lines = _lines(report, EP_REPORT)
    strategy = ProfileStrategy.objects.filter(
        profile__pupil=pupil, profile__state="current", text__startswith="Key words"
    ).first()
    place = f"strategy:{strategy.key}" if strategy else ""
    gone = "strategy:00000000-0000-4000-8000-000000000000"
    senco = posts["senco"]
    _decide(senco, lines[0], today, state="adopted", place=place, where="Pupil profile: key words")
    _decide(senco, lines[1], today, state="adopted", place=gone, where="Pupil profile: quiet place")
    _decide(senco, lines[2], today, state="declined", why="He asks not to read aloud; see profile.")
    _decide(senco, lines[3], today, state="replaced", replaced_by=lines[4])
    _file(senco, report)
    later = Report.objects.create(
        school=school, pupil=pupil, professional=people["salt"], kind="visit",
        title="Block of therapy: what to go on with", received_on=today - WEEK,
    )  # fmt: skip
    _lines(later, ("Ten minutes of narrative work, four times a week",))


def _lines(report: Report, texts: tuple[str, ...]) -> list[Recommendation]:
    days = report.professional.agency.kind.decide_days
    return [
        Recommendation.objects.create(
            school_id=report.school_id, report=report, number=number, text=text,
            decide_by=report.received_on + days * DAY,
        )
        for number, text in enumerate(texts, start=1)
    ]  # fmt: skip


def _decide(senco: Post, line: Recommendation, today: datetime.date, **fields) -> None:
    for name, value in fields.items():
        setattr(line, name, value)
    line.decided_by, line.decided_on = senco.person, today - 6 * WEEK
    line.save()
    RecommendationStep.objects.create(
        school_id=line.school_id, recommendation=line, state=line.state, by=senco.person,
        words=line.where or line.why, at=timezone.now() - 6 * WEEK,
    )  # fmt: skip


def _file(senco: Post, report: Report) -> None:
    """The report as it came, in plain text."""
    data = f"{report.title}\n\n{report.summary}\n\n".encode() + "\n".join(EP_REPORT).encode()
    kept = Attachment.objects.create(
        school_id=report.school_id, pupil_id=report.pupil_id, owner_kind="report",
        owner_id=report.pk, name="EP report.txt", type="txt", size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), why="As it came by e-mail", kept_by=senco.person,
        kept_at=timezone.now() - 9 * WEEK,
    )  # fmt: skip
    AttachmentContent.objects.create(attachment=kept, school_id=report.school_id, data=data)


def _referrals(
    school: School, posts: dict[str, Post], pupils: Pupils, today: datetime.date
) -> None:
    """Sixteen weeks of waiting for speech therapy, asked twice; one just acknowledged; one not sent."""
    agencies = {
        one.kind.code: one for one in Agency.objects.filter(school=school).select_related("kind")
    }
    senco = posts["senco"].person
    waiting = Referral.objects.create(
        school=school, pupil=pupils["Demir"], agency=agencies["salt"], written_by=senco,
        reason="Short sentences in both languages; new words do not stay. Tried: word lists a lesson ahead.",
        asked_for="An assessment in Turkish and English", consent="given",
        consent_by="Mrs Sevda Demir, mother", consent_on=today - 17 * WEEK,
        sent_on=today - 16 * WEEK, acknowledged_on=today - 15 * WEEK, chase_on=today - WEEK,
    )  # fmt: skip
    for weeks, words in (
        (10, "Rang: on the list, no date."),
        (7, "Rang: an interpreter is looked for."),
    ):
        ReferralNote.objects.create(
            school=school, referral=waiting, kind="chased", on=today - weeks * WEEK, text=words,
            by=senco,
        )  # fmt: skip
    Referral.objects.create(
        school=school, pupil=pupils["Jarvis"], agency=agencies["camhs"], written_by=senco,
        reason="Low mood since the summer, mornings missed.", asked_for="A first talk",
        consent="given", consent_by="Eleanor Jarvis, the pupil", consent_on=today - 3 * WEEK,
        sent_on=today - 2 * WEEK, acknowledged_on=today - WEEK, chase_on=today + 3 * WEEK,
    )  # fmt: skip
    Referral.objects.create(
        school=school, pupil=pupils["Rahman"], agency=agencies["ot"], written_by=senco,
        reason="Pencil grip and buttons take all his breaks.", asked_for="Advice on equipment",
    )  # fmt: skip
