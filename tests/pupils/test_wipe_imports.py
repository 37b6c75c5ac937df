"""Files that nobody saved do not stay."""

import datetime

import pytest
from django.utils import timezone

from core.models import AuditEvent
from pupils.actions.imports import upload_import
from pupils.joining import files_waiting, wipe_imports
from pupils.models import Import
from pupils.tasks import read_file
from tests.factories.staff import PostFactory
from tests.pupils.files import UPNS, export, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    post = PostFactory(role="data")
    made = upload_import(
        by=post.person, school=post.school, file_name="f.csv", content=export(row(UPNS[0])),
        submission_id=None,
    )  # fmt: skip
    read_file.enqueue(made.pk, post.person.pk)
    made.refresh_from_db()
    return made


def test_wipe_imports_empties_files_older_than_thirty_days(item):
    wipe_imports()
    item.refresh_from_db()
    assert bytes(item.content)
    month_ago = timezone.now() - datetime.timedelta(days=31)
    Import.objects.filter(pk=item.pk).update(made_at=month_ago)
    assert wipe_imports() == "1 files of pupils wiped"
    item.refresh_from_db()
    assert bytes(item.content) == b""
    assert item.state == Import.State.REFUSED
    assert "30 days" in item.sentence
    assert AuditEvent.objects.filter(action="wipe_old_imports").count() == 1
    assert wipe_imports() == "0 files of pupils wiped"


def test_files_waiting_stand_on_the_first_page_of_whoever_brought_them(item):
    needs = list(files_waiting(item.made_by))
    assert [need.count for need in needs] == [1]
    assert f"/pupils/imports/{item.pk}/" in needs[0].url
    assert list(files_waiting(PostFactory(role="data", school=item.school).person)) == []
