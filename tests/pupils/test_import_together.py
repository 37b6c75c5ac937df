"""Two files at once, a press by two people, and a failure half way: all or nothing, and no duplicates."""

import threading

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from core.audit import verify
from core.policy import Refused
from core.record import Stale
from pupils import tasks
from pupils.actions import imports as actions
from pupils.models import Import, ImportRow, Pupil, SenStatus
from tests.factories.staff import PostFactory
from tests.pupils.files import UPNS, export, row


def ready(person, school, content: bytes) -> Import:
    """A file that has been read and is being saved."""
    item = actions.upload_import(
        by=person, school=school, file_name="f.csv", content=content, submission_id=None
    )
    return actions.read_import(by=person, item=item)


def at_once(*calls) -> list[Exception]:
    """Run the calls on connections of their own, started together; returns what they raised."""
    start, raised = threading.Barrier(len(calls)), []

    def run(call) -> None:
        start.wait()
        try:
            call()
        except (Stale, Refused, DatabaseError) as wrong:
            raised.append(wrong)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_save_import_of_overlapping_files_at_once_makes_each_pupil_once():
    post = PostFactory(role="data")
    person, school = post.person, post.school
    shared = [row(upn, f"Name{upn[-3:]}", "A", sen="K", need="SLCN") for upn in UPNS]
    items = [
        ready(person, school, export(*shared, row("", f"Only{n}", "B", number=f"N{n}")))
        for n in range(3)
    ]
    for item in items:
        actions.commit_import(by=person, item=item, version=item.version)
    assert at_once(*[lambda i=item: actions.save_import(by=person, item=i) for item in items]) == []
    assert Pupil.objects.filter(school=school).count() == len(UPNS) + 3
    assert SenStatus.objects.open().count() == len(UPNS)
    outcomes = [list(item.rows.values_list("outcome", flat=True)) for item in items]
    assert sum(one.count(ImportRow.Outcome.NEW) for one in outcomes) == len(UPNS) + 3
    assert sum(one.count(ImportRow.Outcome.UNCHANGED) for one in outcomes) == 2 * len(UPNS)
    assert list(verify(school.pk)) == []


@pytest.mark.django_db(transaction=True)
def test_commit_import_pressed_by_two_at_once_begins_once():
    post = PostFactory(role="data")
    item = ready(post.person, post.school, export(row(UPNS[0])))
    raised = at_once(
        *[
            lambda: actions.commit_import(
                by=post.person, item=Import.objects.get(pk=item.pk), version=item.version
            )
        ]
        * 4
    )
    assert len(raised) == 3
    assert {type(wrong) for wrong in raised} <= {Stale, Refused}
    actions.save_import(by=post.person, item=item)
    actions.save_import(by=post.person, item=item)
    assert Pupil.objects.count() == 1


@pytest.mark.django_db
def test_save_import_that_fails_half_way_leaves_nothing_and_says_so(client, monkeypatch):
    post = PostFactory(role="data")
    item = ready(post.person, post.school, export(*[row(upn, f"N{upn}", "A") for upn in UPNS]))

    def fails(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("pupils.actions.imports.ImportRow.objects.bulk_create", fails)
    client.force_login(post.person)
    client.post(reverse("commit_import", args=[item.pk]), {"version": item.version})
    item.refresh_from_db()
    assert item.state == Import.State.PREVIEW
    assert not Pupil.objects.exists()
    page = client.get(reverse("see_import", args=[item.pk])).content.decode()
    assert "nothing was changed" in page
    monkeypatch.undo()
    client.post(reverse("commit_import", args=[item.pk]), {"version": item.version})
    assert Pupil.objects.count() == len(UPNS)


@pytest.mark.django_db
def test_read_import_begun_again_after_a_stop_starts_afresh():
    post = PostFactory(role="data")
    item = ready(post.person, post.school, export(row(UPNS[0]), row(UPNS[1], "Marsh", "Kit")))
    Import.objects.filter(pk=item.pk).update(state=Import.State.READING)
    tasks.read_file.enqueue(item.pk, post.person.pk)
    item.refresh_from_db()
    assert item.state == Import.State.PREVIEW
    assert item.rows.count() == 2
