"""Uploading a file of pupils: who may, and what is refused unread."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pupils.models import Import
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.files import UPNS, export, row
from tests.pupils.importing import bring, outcomes, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 nothing", "PDF"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><CTfile/>", "definitions"),
        (b"no headings at all\n1,2,3", "No headings"),
        ("UPN,Surname".encode("utf-16"), "UTF-16"),
        (b"   ", "empty"),
    ],
)
def test_upload_import_refuses_an_unusable_file_with_a_sentence(
    client, school, keeper, content, says
):
    item = upload(client, school, content)
    assert item.state == Import.State.REFUSED
    assert item.content == b""
    page = client.get(reverse("see_import", args=[item.pk])).content.decode()
    assert says in page
    assert "Bring another file" in page


def test_upload_import_refuses_100_megabytes_unread_within_two_seconds(client, school, keeper):
    started = time.monotonic()
    answer = client.post(
        reverse("upload_import"), data=b"x", content_type="multipart/form-data; boundary=b",
        headers={"content-length": str(100 * 1024 * 1024)},
    )  # fmt: skip
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "The file is larger than 20 MB." in page
    assert f'href="{reverse("imports")}">Back to Imports' in page
    assert time.monotonic() - started < 2
    assert not Import.objects.exists()


@pytest.mark.parametrize("role", ["senco", "assistant_senco", "data"])
def test_upload_import_is_served_to_those_who_keep_pupils(client, school, role):
    client.force_login(PostFactory(role=role, school=school).person)
    item = bring(client, school, export(row(UPNS[0])))
    assert outcomes(item) == ["new"]


@pytest.mark.parametrize("role", ["head", "hlta", "ta", "teacher", "dsl", "hr", "exams"])
def test_upload_import_is_refused_to_everybody_else(client, school, role):
    client.force_login(PostFactory(role=role, school=school).person)
    data = {"school": school.pk, "file": SimpleUploadedFile("a.csv", export(row(UPNS[0])))}
    answer = client.post(reverse("upload_import"), data)
    assert answer.status_code == 403
    assert "import pupils" in answer.content.decode()
    assert not Import.objects.exists()


def test_upload_import_cannot_name_another_school(client, school, keeper):
    data = {"school": SchoolFactory().pk, "file": SimpleUploadedFile("a.csv", export(row(UPNS[0])))}
    answer = client.post(reverse("upload_import"), data)
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_upload_import_without_the_forms_key_is_refused(school):
    client = Client(enforce_csrf_checks=True)
    client.force_login(PostFactory(role="data", school=school).person)
    data = {"school": school.pk, "file": SimpleUploadedFile("a.csv", export(row(UPNS[0])))}
    assert client.post(reverse("upload_import"), data).status_code == 403
    assert not Import.objects.exists()


def test_upload_import_keeps_no_path_of_the_files_name(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0])), "../../etc/pupils\x00.csv")
    assert "/" not in item.file_name
