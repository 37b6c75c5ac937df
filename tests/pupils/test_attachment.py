"""Files kept with records: brought in, handed out, removed, had back, let go; through the front door."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from pupils.actions.attachment import remove_attachment, wipe_attachments
from pupils.models import Attachment, AttachmentContent
from pupils.models.attachment import _OWNERS
from tests.factories import around
from tests.factories import brought as papers
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


def bring(client, pupil, content: bytes, name: str = "report.pdf", **typed):
    address = reverse("keep_attachment", args=[pupil.pk, "pupil", pupil.pk])
    data = {"file": SimpleUploadedFile(name, content), "why": "Report of May", **typed}
    return client.post(address, data)


def test_keep_attachment_keeps_bytes_seal_and_a_clean_name(client, pupil, senco):
    answer = bring(client, pupil, papers.pdf(), "..\\..\\EP report.pdf", submission_id=KEY)
    assert (answer.status_code, answer.url) == (302, url("pupil_files", pupil))
    kept = Attachment.objects.get()
    assert (kept.name, kept.type, kept.size) == ("EP report.pdf", "pdf", len(papers.pdf()))
    assert (kept.sha256, kept.kept_by, kept.pupil) == (around.seal(papers.pdf()), senco, pupil)
    assert bytes(kept.content.data) == papers.pdf()
    event = AuditEvent.objects.get(action="keep_attachment")
    assert event.pupil_id == pupil.pk
    assert "EP report" not in f"{event.changes} {event.object_name}"
    page = client.get(url("pupil_files", pupil)).content.decode()
    assert "EP report.pdf" in page
    assert "Report of May" in page
    assert "14 Mar 2045" in page, "the day up to which it is kept: born 2014, 31 years"


def test_keep_attachment_sent_twice_keeps_one(client, pupil, senco):
    for _time in range(2):
        assert bring(client, pupil, papers.pdf(), submission_id=KEY).status_code == 302
    assert Attachment.objects.count() == 1
    again = bring(client, pupil, papers.pdf())
    assert (again.status_code, Attachment.objects.count()) == (422, 1)
    assert "kept here already" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<html><script>x</script>", "letter.txt", "web page"),
        (papers.pdf(), "letter.docx", "the file is PDF"),
        (papers.docx_with({"word/vbaProject.bin": b"x"}), "letter.docx", "macros"),
    ],
)
def test_keep_attachment_says_why_a_file_is_not_kept_and_keeps_what_was_typed(
    client, pupil, senco, content, name, words
):
    answer = bring(client, pupil, content, name, why="Typed with care")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Typed with care" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert not AuditEvent.objects.filter(action="keep_attachment").exists()


def test_keep_attachment_refuses_by_size_before_a_byte_is_read(client, pupil, senco, settings):
    settings.ATTACHMENT_MEGABYTES = 1
    small = bring(client, pupil, b"%PDF-" + b"x" * 1024 * 1024)
    assert small.status_code == 422
    assert "larger than 1 MB" in small.content.decode()
    large = bring(client, pupil, b"%PDF-" + b"x" * 1200 * 1024)
    assert large.status_code == 413
    assert "larger than 1 MB" in large.content.decode()


def test_download_attachment_is_handed_out_as_a_file_that_can_do_nothing(client, pupil, senco):
    kept = around.paper(senco, pupil, "What was said")
    answer = client.get(reverse("download_attachment", args=[kept.pk]))
    assert answer.content == b"What was said"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "'self'" not in policy
    look = Look.objects.get(page="download_attachment")
    assert (look.actor_id, look.pupil_id, look.object_id) == (senco.pk, pupil.pk, kept.pk)


def test_download_attachment_keeps_a_name_in_any_writing(client, pupil, senco):
    bring(client, pupil, papers.pdf(), "Zoë’s план.pdf")
    answer = client.get(reverse("download_attachment", args=[Attachment.objects.get().pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Zo%C3%AB")


@pytest.mark.parametrize("role", ["ta", "teacher"])
def test_download_attachment_is_not_there_for_whoever_only_works_with_the_pupil(
    client, pupil, senco, role
):
    kept = around.paper(senco, pupil)
    post = PostFactory(school=pupil.school, role=role)
    link(pupil, post)
    client.force_login(post.person)
    assert client.get(reverse("download_attachment", args=[kept.pk])).status_code == 404
    assert client.get(url("pupil_files", pupil)).status_code == 403
    assert bring(client, pupil, papers.pdf()).status_code == 404


def test_attachment_of_a_kind_that_nobody_registered_is_seen_by_nobody(client, pupil, senco):
    kept = around.paper(senco, pupil)
    Attachment.objects.filter(pk=kept.pk).update(version=2)
    assert Attachment.objects.visible_to(senco).exists()
    without = {name: owner for name, owner in _OWNERS.items() if name != "pupil"}
    before = dict(_OWNERS)
    _OWNERS.clear()
    _OWNERS.update(without)
    try:
        assert not Attachment.objects.visible_to(senco).exists()
    finally:
        _OWNERS.update(before)


def test_keep_attachment_takes_no_record_of_another_pupil(client, pupil, senco):
    other = PupilFactory(school=pupil.school)
    address = reverse("keep_attachment", args=[pupil.pk, "pupil", other.pk])
    assert client.get(address).status_code == 404
    assert client.get(reverse("keep_attachment", args=[pupil.pk, "nothing", 1])).status_code == 404


def test_remove_attachment_is_had_back_within_thirty_days(client, pupil, senco):
    kept = around.paper(senco, pupil)
    answer = client.post(
        reverse("remove_attachment", args=[kept.pk]), {"why": "Of another pupil", "version": 1}
    )
    assert answer.status_code == 302
    assert client.get(reverse("download_attachment", args=[kept.pk])).status_code == 403
    page = client.get(url("pupil_files", pupil)).content.decode()
    assert "Of another pupil" in page
    undo = reverse("undo_remove_attachment", args=[kept.pk])
    assert undo in page
    client.post(undo)
    assert client.get(reverse("download_attachment", args=[kept.pk])).content == b"What was said"
    assert client.post(undo).status_code == 403


def test_remove_attachment_in_an_old_version_changes_nothing(client, pupil, senco):
    kept = around.paper(senco, pupil)
    Attachment.objects.filter(pk=kept.pk).update(version=5)
    stale = client.post(reverse("remove_attachment", args=[kept.pk]), {"why": "x", "version": 1})
    assert stale.status_code == 409
    assert Attachment.objects.kept().exists()


def test_wipe_attachments_lets_bytes_go_after_thirty_days_and_keeps_what_they_were(pupil, senco):
    old, new, kept = (around.paper(senco, pupil, text) for text in ("old", "new", "kept"))
    for one in (old, new):
        remove_attachment(by=senco, attachment=one, version=1, why="x")
    month = timezone.now() - datetime.timedelta(days=31)
    Attachment.objects.filter(pk=old.pk).update(removed_at=month)
    assert wipe_attachments(by=None) == 1
    assert set(AttachmentContent.objects.values_list("pk", flat=True)) == {new.pk, kept.pk}
    assert Attachment.objects.get(pk=old.pk).sha256 == around.seal(b"old")
    assert AuditEvent.objects.filter(action="wipe_attachment", object_id=old.pk).count() == 1
    assert wipe_attachments(by=None) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE pupils_attachmentcontent SET data = data",
        "UPDATE pupils_attachment SET sha256 = '0'",
        "UPDATE pupils_attachment SET owner_id = owner_id + 1",
    ],
)
def test_attachment_stays_what_it_was_whoever_asks_the_database(pupil, senco, sql):
    around.paper(senco, pupil)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_pupil_files_costs_the_same_for_few_and_many(
    client, pupil, senco, django_assert_max_num_queries
):
    around.paper(senco, pupil)
    page = url("pupil_files", pupil)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for number in range(12):
        around.paper(senco, pupil, f"Paper {number}")
    with django_assert_max_num_queries(len(few)):
        assert client.get(page).content.decode().count("note.txt") > 12
