"""Families, orders, agencies and files of the world of the access table."""

import datetime

from django.utils import timezone

from pupils.actions.agency import retire_entry
from pupils.actions.attachment import remove_attachment
from pupils.actions.court_order import lift_court_order
from pupils.actions.referral import close_referral, note_referral
from pupils.actions.report import decide_recommendation
from pupils.models import AgencyKind, CarerLink, Pupil
from staff.models import Post
from tests.factories import around

#: Words that can be looked for, each before the pupil's surname: who a carer is; how to reach them; whom an
#: order keeps away; what it says; why a professional comes; one from a service shown to few; a file.
CARER, REACH, LIMIT, ORDER = "Carerof", "Reachof", "Limitof", "Orderof"
HELP, QUIET, PAPER = "Helpof", "Quietof", "Paperof"
#: Of a report: what it recommends and nobody has decided, and what was adopted; why a pupil was referred.
ADVICE, ADOPTED, REASON = "Adviceof", "Adoptedof", "Reasonof"


def make(pupil: Pupil, posts: dict[str, Post], place: str) -> dict[str, object]:
    """The SENCO kept them."""
    by, name = posts["senco"].person, pupil.surname
    return _family(by, pupil, name) | _outside(by, pupil, name, place) | _papers(by, pupil, name)


def _family(by, pupil: Pupil, name: str) -> dict[str, object]:
    mother = around.carer(pupil, f"{CARER}{name}", address=f"{REACH}{name}")
    gone = around.carer(
        pupil, f"Former{name}", link_relationship="other",
        link_ends_on=timezone.localdate() - datetime.timedelta(days=9),
    )  # fmt: skip
    lifted = around.order(pupil, f"Once{name}")
    lift_court_order(by=by, order=lifted, version=1)
    return {
        "carer": mother, "carer_link": CarerLink.objects.get(carer=mother),
        "ended_carer_link": CarerLink.objects.get(carer=gone),
        "court_order": around.order(pupil, f"{LIMIT}{name}", detail=f"{ORDER}{name}"),
        "lifted_order": lifted,
    }  # fmt: skip


def _outside(by, pupil: Pupil, name: str, place: str) -> dict[str, object]:
    known = around.agency(by, pupil.school, f"Service {place}")
    quiet = around.agency(by, pupil.school, f"Quiet service {place}", "camhs")
    old = around.agency(by, pupil.school, f"Old service {place}", "ot")
    retire_entry(by=by, row=old, version=1)
    people = [around.professional(by, known, f"{who} {place}") for who in ("Comes", "Came", "Left")]
    retire_entry(by=by, row=people[2], version=1)
    around.involvement(pupil, around.professional(by, quiet, f"{QUIET}{place}"), why="Low mood")
    return _advice(by, pupil, name, people[0]) | _referrals(by, pupil, name, known, place) | {
        "agency": known, "retired_agency": old, "professional": people[0],
        "retired_professional": people[2],
        "involvement": around.involvement(
            pupil, people[0], why=f"{HELP}{name}", consent="given",
            consent_by=f"{CARER}{name}, mother", consent_on=timezone.localdate(),
        ),
        "ended_involvement": around.involvement(
            pupil, people[1], ends_on=timezone.localdate() - datetime.timedelta(days=5)
        ),
        "agency_kind": AgencyKind.objects.create(
            school=pupil.school, code=f"own-{place}", name="Own kind", who="Somebody",
            chase_days=7, source="The school", valid_from=timezone.localdate(),
        ),
    }  # fmt: skip


def _advice(by, pupil: Pupil, name: str, author) -> dict[str, object]:
    report = around.report(by, pupil, author, f"{ADVICE}{name}", f"{ADOPTED}{name}")
    waiting, adopted = report.recommendations.order_by("number")
    for state, why in (("declined", "Not this term"), ("not_yet", "")):
        decide_recommendation(
            by=by, recommendation=waiting, version=waiting.version, state=state, why=why
        )
    decide_recommendation(
        by=by, recommendation=adopted, version=1, state="adopted", where="In every lesson"
    )
    return {"report": report, "recommendation": waiting, "adopted_recommendation": adopted}


def _referrals(by, pupil: Pupil, name: str, agency, place: str) -> dict[str, object]:
    """One under way, one that has not gone, one with an outcome: each to another agency."""
    going = around.referral(by, pupil, agency, reason=f"{REASON}{name}")
    note_referral(
        by=by, referral=going, version=2, kind="chased", on=timezone.localdate(),
        text=f"Rang about {name}",
    )  # fmt: skip
    draft, closed = (
        around.referral(by, pupil, around.agency(by, pupil.school, f"{what} {place}"), weeks)
        for what, weeks in (("Not yet asked", None), ("Has answered", 9))
    )
    close_referral(
        by=by, referral=closed, version=2, outcome="advice", words="",
        on=timezone.localdate(),
    )  # fmt: skip
    return {"referral": going, "draft_referral": draft, "closed_referral": closed}


def _papers(by, pupil: Pupil, name: str) -> dict[str, object]:
    removed = around.paper(by, pupil, f"Removed{name}")
    remove_attachment(by=by, attachment=removed, version=1, why="Belongs elsewhere")
    return {
        "papers": pupil, "attachment": around.paper(by, pupil, f"{PAPER}{name}"),
        "removed_attachment": removed,
    }  # fmt: skip
