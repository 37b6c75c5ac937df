"""Importing through the pages, step by step, as a data manager does."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pupils.models import Import


def upload(client, school, content: bytes, name: str = "export.csv", **more) -> Import:
    data = {"school": school.pk, "file": SimpleUploadedFile(name, content), **more}
    answer = client.post(reverse("upload_import"), data)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Import.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def save(client, item: Import) -> Import:
    item.refresh_from_db()
    answer = client.post(reverse("commit_import", args=[item.pk]), {"version": item.version})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.state == Import.State.COMMITTED
    return item


def bring(client, school, content: bytes) -> Import:
    return save(client, upload(client, school, content))


def outcomes(item: Import) -> list[str]:
    return list(item.rows.values_list("outcome", flat=True))


def undo(client, item: Import):
    return client.post(reverse("undo_import", args=[item.pk]), {"version": item.version})
