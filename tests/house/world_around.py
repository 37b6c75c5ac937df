"""Families, orders, agencies and files of the world of the access table."""

import datetime

from django.utils import timezone

from pupils.actions.agency import retire_entry
from pupils.actions.attachment import remove_attachment
from pupils.actions.court_order import lift_court_order
from pupils.models import AgencyKind, CarerLink, Pupil
from staff.models import Post
from tests.factories import around

#: Words that can be looked for, each before the pupil's surname: who a carer is; how to reach them; whom an
#: order keeps away; what it says; why a professional comes; one from a service shown to few; a file.
CARER, REACH, LIMIT, ORDER = "Carerof", "Reachof", "Limitof", "Orderof"
HELP, QUIET, PAPER = "Helpof", "Quietof", "Paperof"


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
    return {
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


def _papers(by, pupil: Pupil, name: str) -> dict[str, object]:
    removed = around.paper(by, pupil, f"Removed{name}")
    remove_attachment(by=by, attachment=removed, version=1, why="Belongs elsewhere")
    return {
        "papers": pupil, "attachment": around.paper(by, pupil, f"{PAPER}{name}"),
        "removed_attachment": removed,
    }  # fmt: skip
