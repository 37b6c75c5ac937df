"""Compare-and-set, and one record per form sent, also when many ask at once."""

import threading
import uuid

import pytest
from django.db import close_old_connections, connection, transaction

from core.models import School, Submission
from core.record import AlreadyDone, Stale, answered, compare_and_set, once
from tests.factories.staff import PersonFactory, SchoolFactory


def at_once(count: int, work) -> list:
    """Run ``work(number)`` in threads that start together; returns results or the errors raised."""
    gate, results = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = work(number)
        except (Stale, AlreadyDone) as refusal:
            results[number] = refusal
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db
def test_compare_and_set_returns_what_changed():
    school = SchoolFactory(name="Before")
    assert compare_and_set(school, version=1, name="After", laestab="") == {
        "name": ("Before", "After")
    }
    school.refresh_from_db()
    assert (school.name, school.version) == ("After", 2)


@pytest.mark.django_db
def test_compare_and_set_refuses_an_old_version_and_keeps_both_texts():
    school = SchoolFactory(name="Before")
    compare_and_set(school, version=1, name="Theirs")
    with pytest.raises(Stale) as stale:
        compare_and_set(school, version=1, name="Mine")
    assert stale.value.theirs.name == "Theirs"
    assert stale.value.mine == {"name": "Mine"}


@pytest.mark.django_db
def test_compare_and_set_never_moves_a_record_to_another_school():
    with pytest.raises(ValueError, match="never changes its school"):
        compare_and_set(SchoolFactory(), version=1, school_id=2)


@pytest.mark.django_db
def test_once_answers_the_second_sending_with_the_first_result():
    person, key = PersonFactory(), uuid.uuid4()
    with transaction.atomic():
        answered(once(by=person, key=key, use_case="add_pupil"), "/pupils/1/")
    with pytest.raises(AlreadyDone) as again, transaction.atomic():
        once(by=person, key=str(key), use_case="add_pupil")
    assert again.value.answer == "/pupils/1/"
    once(by=PersonFactory(), key=key, use_case="add_pupil")


@pytest.mark.django_db(transaction=True)
def test_fifty_edits_at_once_lose_nothing():
    school = SchoolFactory(name="Start")

    def edit(number: int):
        with transaction.atomic():
            row = School.objects.get(pk=school.pk)
            return compare_and_set(row, version=1, name=f"Edit {number}")

    results = at_once(50, edit)
    stale = [result for result in results if isinstance(result, Stale)]
    assert len(stale) == 49
    school.refresh_from_db()
    assert school.version == 2


@pytest.mark.django_db(transaction=True)
def test_ten_sendings_at_once_make_one_record():
    person, key = PersonFactory(), uuid.uuid4()

    def send(_number: int):
        with transaction.atomic():
            answered(once(by=person, key=key, use_case="add"), "/first/")
            return "made"

    results = at_once(10, send)
    assert results.count("made") == 1
    assert Submission.objects.count() == 1
    assert {r.answer for r in results if isinstance(r, AlreadyDone)} == {"/first/"}
