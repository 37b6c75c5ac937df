"""Both sides sign at the same moment, and somebody writes while the other signs."""

import threading

import pytest
from django.db import connection

from appraisal.actions.objective import edit_objective
from appraisal.actions.review import open_review, reopen_review
from appraisal.actions.signature import sign_review
from appraisal.document import document_of
from appraisal.models import Signature
from appraisal.seals import faults
from core.policy import Refused
from core.record import Stale
from staff.models import StaffMember
from tests.appraisal.conftest import fresh, make_house, make_ready

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def ready():
    house = make_house()
    review = open_review(by=house.hlta.person, post=house.ta, cycle=house.cycle)
    make_ready(house, review)
    return house, fresh(review)


def at_once(*acts) -> list:
    """Run the acts together, each on a connection of its own; their results or refusals."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(10)
            found[place] = act()
        except (Refused, Stale) as refusal:
            found[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def signing(post, review, shown):
    def act():
        person = StaffMember.objects.get(pk=post.person_id)
        return sign_review(by=person, review=review, shown=shown, proved_by="password")

    return act


def test_sign_review_by_both_at_once_locks_it_once(ready):
    house, review = ready
    shown = document_of(review).sha256
    acts = [signing(post, review, shown) for post in (house.hlta, house.ta, house.hlta, house.ta)]
    found = at_once(*acts)
    assert sum(isinstance(one, Signature) for one in found) == 2
    assert sum(isinstance(one, Refused) for one in found) == 2
    assert fresh(review).state == "signed"
    assert list(faults()) == []


def test_sign_review_never_covers_a_text_that_changes_meanwhile(ready):
    house, review = ready
    shown = document_of(review).sha256
    objective = review.objectives.get()

    def change():
        person = StaffMember.objects.get(pk=house.ta.person_id)
        reopen_review(by=person, review=review)
        return edit_objective(by=person, objective=objective, version=1, title="Other words")

    at_once(signing(house.hlta, review, shown), change)
    assert list(faults()) == []
    is_signed = Signature.objects.filter(review=review).exists()
    objective.refresh_from_db()
    assert is_signed != (objective.title == "Other words")
