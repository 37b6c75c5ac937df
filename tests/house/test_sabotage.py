"""The control of the access table: with one guard taken away, it says so. Every guard, one after the other."""

from importlib import import_module
from inspect import isfunction

import pytest
from django.conf import settings

from appraisal.models import Cycle, Review
from interventions.models import Group, Measure, Place, Programme, Score, Session
from pupils.models import AdultLink, Arrangement, Import, Pupil, SavedView, UseSheet
from staff import school_year
from staff.models import PayAward, Post, StaffMember
from staff.views import calendar
from tests.house.access_table import SIGHT, SUBJECTS, TABLE
from tests.house.asking import House, house, judge
from tests.house.test_doors import strangers
from tests.house.world import ROLES

__all__ = ["house"]
pytestmark = pytest.mark.django_db

#: Whose sight is taken away, and the row that must notice; of both, where one stands behind the other.
SIGHTS = [
    (Pupil, "pupil"), (Pupil, "register"), (Pupil, "print_register"), (AdultLink, "end_key_adult"),
    (Import, "see_import"), (SavedView, "edit_view"), (Group, "group"), (Session, "session"),
    (Score, "edit_score"), (Place, "edit_place"), (Measure, "edit_measure"),
    (Programme, "programme"), (Review, "review"), (Review, "edit_objective"),
    (Review, "withdraw_evidence"), (Cycle, "edit_cycle"), (StaffMember, "person"),
    (Arrangement, "arrangement"), (Arrangement, "arrangements"), (UseSheet, "undo_log_uses"),
    (Post, "edit_post"), (PayAward, "edit_award"),
    *(pair for subject in SUBJECTS for pair in getattr(subject, "SEEN", [])),
]  # fmt: skip

#: Use cases that ask a policy of another name, or two of them: then both are taken away.
OTHER_POLICIES = {
    **dict.fromkeys(
        (
            "add_term", "edit_term", "remove_term", "add_closure", "edit_closure", "remove_closure",
            "undo_remove_dates", "add_bank_holidays",
        ),
        "staff.policies.edit_calendar interventions.actions.planning.edit_calendar",
    ),
    "school_settings": "staff.policies.edit_settings",
    "record_book": "staff.policies.read_record_book",
    "undo_remove_award": "staff.policies.add_award",
    "who_looked": "pupils.policies.see_who_looked",
    "add_key_adult": "pupils.policies.edit_adults",
    "undo_mark_left": "pupils.policies.mark_left",
    "delete_view": "pupils.policies.edit_view",
    "imports": "pupils.policies.see_imports",
    "upload_import": "pupils.policies.import_pupils",
    "discard_import": "pupils.policies.import_pupils",
    "read_import_again": "pupils.policies.import_pupils",
    "pupil_progress": "interventions.views.progress.see_progress",
    "pupil_sessions": "interventions.views.pupil_sessions.see_progress",
    "draft_session": "interventions.policies.log_session",
    "add_places": "interventions.policies.add_place",
    "edit_goals": "interventions.policies.add_score",
    "undo_remove_score": "interventions.policies.add_score",
    "caseload": "interventions.policies.see_caseload",
    "save_caseload_view": "interventions.policies.see_caseload",
    "undo_review_dates": "interventions.policies.set_review_dates",
    "change_owners": "interventions.policies.set_review_dates",
    "trust": "interventions.policies.see_trust",
    "arrangements": "pupils.policies.see_arrangements",
    "print_arrangements": "pupils.policies.see_arrangements",
    "arrangement_rules": "pupils.policies.see_evidence",
    **dict.fromkeys(
        ("choose_candidate", "add_arrangement", "add_arrangement_kind", "add_exam_subject"),
        "pupils.policies.keep_arrangements",
    ),
    **{
        name: f"pupils.policies.{name} pupils.policies.keep_arrangements"
        for name in ("edit_arrangement_kind", "edit_arrangement_deadline", "edit_exam_subject")
    },
    "line": "appraisal.policies.see_line",
    "line_pupils": "appraisal.policies.see_line",
    "cycles": "appraisal.policies.see_cycles",
    "reviews": "appraisal.policies.see_reviews",
    **{
        name: policies
        for subject in SUBJECTS
        for name, policies in getattr(subject, "POLICIES", {}).items()
    },
}  # fmt: skip
FLOORS = [app for app in settings.HOUSE_APPS if app not in ("hlta_portal", "core")]


def policies_of(name: str) -> list[str]:
    """Where the policies of a use case are: as written above, else under its own name on some floor."""
    if name in OTHER_POLICIES:
        return OTHER_POLICIES[name].split()
    return [
        f"{app}.policies.{name}"
        for app in FLOORS
        if isfunction(getattr(import_module(f"{app}.policies"), name, None))
    ]


def findings(house: House, name: str, places: tuple[str, ...] | None = None) -> list[str]:
    """What the table finds wrong in one row."""
    return [
        found
        for method, row in TABLE[name].methods.items()
        for place in (places or row)
        for actor in ROLES
        if (found := judge(house, actor, name, method, place))
    ]


@pytest.mark.parametrize(("model", "name"), SIGHTS)
def test_sabotage_of_what_people_see_is_found(house: House, monkeypatch, model, name):
    place = ("other_school",) if TABLE[name].kind else ("own",)
    assert findings(house, name, place) == []
    for one in model if isinstance(model, tuple) else (model,):
        queryset = type(one.objects.all())
        monkeypatch.setattr(queryset, "visible_to", lambda self, _person: self.all())
    assert findings(house, name, place) != []


@pytest.mark.parametrize("name", ["edit_term", "remove_term", "edit_closure"])
def test_sabotage_of_what_people_see_of_the_year_is_found(house: House, monkeypatch, name):
    kind = TABLE[name].kind
    rows = type(house.world.thing(kind, "own")).objects
    monkeypatch.setattr(calendar, f"{kind}s_visible_to", lambda _person: rows.all())
    assert hasattr(school_year, f"{kind}s_visible_to")
    assert findings(house, name, ("other_school",)) != []


def refusals(name: str) -> set[tuple[str, str, str]]:
    """Cells of a row in which somebody who sees the object is told why not."""
    return {
        (actor, method, place)
        for method, row in TABLE[name].methods.items()
        for place in (row if TABLE[name].kind else ["own"])
        for actor in ROLES
        if actor not in row[place]
        and (not TABLE[name].kind or actor in SIGHT[TABLE[name].kind][place])
    }


#: Where a third guard stands behind both: a measure has one name in a school, and one in the shared list.
STILL_REFUSED = {"copy_measure"}
GUARDED = sorted(name for name in TABLE if refusals(name) and name not in STILL_REFUSED)


def test_sabotage_knows_the_policy_of_every_use_case_that_refuses_somebody():
    assert [name for name in GUARDED if not policies_of(name)] == []


@pytest.mark.parametrize("name", GUARDED)
def test_sabotage_of_a_policy_is_found(house: House, monkeypatch, name):
    for policy in policies_of(name):
        monkeypatch.setattr(policy, lambda *_args, **_kwargs: "")
    found = (
        judge(house, actor, name, method, place) for actor, method, place in sorted(refusals(name))
    )
    assert any(found), f"nobody notices that {name} asks nobody"


def test_sabotage_of_the_lists_in_forms_is_found(house: House, monkeypatch):
    far = house.world.thing("school", "other_school").pk
    assert strangers(house.ask("senco", "add_group", "GET", "own"), far) == []
    for model in (Post, Programme):
        monkeypatch.setattr(
            type(model.objects.all()), "visible_to", lambda self, _person: self.all()
        )
    assert strangers(house.ask("senco", "add_group", "GET", "own"), far) != []
