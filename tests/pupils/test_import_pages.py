"""Importing pupils through the pages: upload, preview, save, take back."""

import datetime
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from interventions.models import Place
from pupils.models import Import, ImportRow, Need, Pupil, SenStatus
from tests.factories.interventions import GroupFactory
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.files import TEMPORARY, UPNS, ctf_pupil, export, row, transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def keeper(school, client):
    person = PostFactory(role="data", school=school).person
    client.force_login(person)
    return person


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


def test_upload_import_previews_and_saves_nothing(client, school, keeper):
    known = PupilFactory(school=school, surname="Marsh", forename="Kit", upn=UPNS[0], form="8A")
    same = PupilFactory(
        school=school, surname="Price", forename="Ann", upn=UPNS[1], year_group="8", form="8B"
    )
    content = export(
        row(UPNS[0], "Marsh", "Kit", form="8C"),
        row(UPNS[1], "Price", "Ann"),
        row(UPNS[2], "New", "One"),
        row("A123456789001", "Wrong", "Upn"),
    )
    item = upload(client, school, content)
    assert item.state == Import.State.PREVIEW
    assert outcomes(item) == ["changed", "unchanged", "new", "refused"]
    known.refresh_from_db()
    same.refresh_from_db()
    assert known.form == "8A"
    assert Pupil.objects.count() == 2
    page = client.get(reverse("see_import", args=[item.pk]) + "?tab=changed").content.decode()
    assert "8A" in page
    assert "8C" in page
    page = client.get(reverse("see_import", args=[item.pk])).content.decode()
    assert "should be Y" in page, "refused rows come first, with the reason"


def test_commit_import_adds_and_changes_in_one_go(client, school, keeper):
    known = PupilFactory(school=school, surname="Marsh", forename="Kit", upn=UPNS[0], form="8A")
    content = export(
        row(UPNS[0], "Marsh", "Kit", form="8C", sen="K", need="SLCN", second="ASD"),
        row(UPNS[2], "Né", "Zoë", sen="E - EHC plan", need="PD", number="77"),
    )
    item = bring(client, school, content)
    known.refresh_from_db()
    assert (known.form, known.sen_code, known.main_need, known.second_need) == (
        "8C", "K", "SLCN", "ASD",
    )  # fmt: skip
    new = Pupil.objects.get(upn=UPNS[2])
    assert (new.sen_code, new.main_need, new.admission_number) == ("E", "PD", "77")
    assert new.search_name.startswith("zoe ne")
    assert SenStatus.objects.open().get(pupil=new).code == "E"
    assert [n.need_type.code for n in Need.objects.open().filter(pupil=known)] == ["SLCN", "ASD"]
    assert item.content == b""
    assert AuditEvent.objects.filter(action="import_pupil", pupil_id=known.pk).count() == 1


def test_commit_import_twice_makes_one_import(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0]), row(UPNS[1], "Other", "One")))
    url, version = reverse("commit_import", args=[item.pk]), {"version": item.version}
    assert client.post(url, version).status_code == 302
    assert client.post(url, version).status_code == 302
    assert Pupil.objects.count() == 2
    assert AuditEvent.objects.filter(action="save_import").count() == 1


def test_upload_import_twice_with_one_form_makes_one_import(client, school, keeper):
    key = "11111111-1111-4111-8111-111111111111"
    first = upload(client, school, export(row(UPNS[0])), submission_id=key)
    again = upload(client, school, export(row(UPNS[0])), submission_id=key)
    assert first.pk == again.pk
    assert Import.objects.count() == 1


def test_import_same_file_twice_changes_nothing(client, school, keeper):
    content = export(
        row(UPNS[0], sen="K", need="SLCN", known="Toby"), row(UPNS[1], "Marsh", "Kit", sen="N")
    )
    bring(client, school, content)
    before = list(Pupil.objects.values_list("pk", "version"))
    pages = AuditEvent.objects.filter(action="import_pupil").count()
    again = upload(client, school, content)
    assert outcomes(again) == ["unchanged", "unchanged"]
    page = client.get(reverse("see_import", args=[again.pk])).content.decode()
    assert "very same file" in page
    assert "nothing to save" in page
    assert list(Pupil.objects.values_list("pk", "version")) == before
    assert AuditEvent.objects.filter(action="import_pupil").count() == pages


def test_import_finds_by_name_and_birth_then_by_admission_number(client, school, keeper):
    by_name = PupilFactory(school=school, surname="Dupré", forename="Élodie")
    by_number = PupilFactory(school=school, surname="Old", forename="Name", admission_number="A9")
    item = upload(
        client,
        school,
        export(row("", "DUPRE", "ELODIE"), row("", "New", "Name", number="a9")),
    )
    assert [one.pupil_id for one in item.rows.all()] == [by_name.pk, by_number.pk]


def test_import_never_guesses_between_two_candidates(client, school, keeper):
    PupilFactory.create_batch(2, school=school, surname="Twin", forename="Sam")
    item = upload(client, school, export(row("", "Twin", "Sam")))
    assert outcomes(item) == ["refused"]
    assert "More than one pupil" in item.rows.get().reason


def test_import_refuses_keys_that_point_to_two_pupils(client, school, keeper):
    PupilFactory(school=school, upn=UPNS[0], surname="One", forename="A")
    PupilFactory(school=school, upn=UPNS[1], surname="Two", forename="B", admission_number="5")
    item = upload(client, school, export(row(UPNS[0], "One", "A", number="5")))
    assert "admission number that of another" in item.rows.get().reason
    item = upload(client, school, export(row(UPNS[0], "Two", "B")))
    assert "name and date of birth those of another" in item.rows.get().reason


def test_import_replaces_a_temporary_upn_and_keeps_it_as_former(client, school, keeper):
    pupil = PupilFactory(school=school, surname="Wrenfield", forename="Tobias", upn=TEMPORARY)
    bring(client, school, export(row(UPNS[0])))
    pupil.refresh_from_db()
    assert (pupil.upn, pupil.former_upn) == (UPNS[0], TEMPORARY)
    again = upload(client, school, export(row(TEMPORARY)))
    assert outcomes(again) == ["unchanged"]


def test_import_lists_pupils_who_are_not_in_the_file_and_keeps_them(client, school, keeper):
    missing = PupilFactory(school=school, surname="Absent", forename="Ann")
    item = bring(client, school, export(row(UPNS[0])))
    page = client.get(reverse("see_import", args=[item.pk]) + "?tab=missing").content.decode()
    assert "Absent, Ann" in page
    missing.refresh_from_db()
    assert missing.left_on is None


def test_import_opens_and_closes_the_history_of_status(client, school, keeper):
    pupil = on_register(PupilFactory(school=school, upn=UPNS[0], surname="Wrenfield",
                                     forename="Tobias"), "K", "SLCN")  # fmt: skip
    bring(client, school, export(row(UPNS[0], sen="N")))
    pupil.refresh_from_db()
    assert (pupil.sen_code, pupil.main_need) == ("N", "")
    closed = SenStatus.objects.get(pupil=pupil, code="K")
    assert closed.ends_on is not None
    assert SenStatus.objects.open().get(pupil=pupil).code == "N"
    assert not Need.objects.open().filter(pupil=pupil).exists()


def test_import_ctf_keeps_retired_codes_as_ended_rows(client, school, keeper):
    sen = (
        "<SENhistory><SEN><StartDate>2012-09-01</StartDate><EndDate>2014-08-31</EndDate>"
        "<SENprovision>A</SENprovision></SEN><SEN><StartDate>2014-09-01</StartDate>"
        "<SENprovision>K</SENprovision></SEN></SENhistory><SENneeds><SENneed><SENtypeRank>1"
        "</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds>"
    )
    content = transfer(ctf_pupil(UPNS[0], sen=sen), ctf_pupil(UPNS[1], "Marsh", "Kit"))
    item = upload(client, school, content, "2074000_CTF_2074001_001.xml")
    assert item.kind == Import.Kind.CTF
    save(client, item)
    pupil = Pupil.objects.get(upn=UPNS[0])
    assert pupil.sen_code == "K"
    rows = SenStatus.objects.filter(pupil=pupil).order_by("starts_on")
    assert [(one.code, one.ends_on) for one in rows] == [
        ("A", datetime.date(2014, 8, 31)), ("K", None),
    ]  # fmt: skip
    assert outcomes(upload(client, school, content)) == ["unchanged", "unchanged"]


def test_undo_import_restores_changed_pupils_and_removes_new_ones(client, school, keeper):
    known = on_register(PupilFactory(school=school, surname="Marsh", forename="Kit", upn=UPNS[0],
                                     form="8A"), "K", "SLCN")  # fmt: skip
    before = Pupil.objects.filter(pk=known.pk).values(
        "form", "sen_code", "main_need", "second_need", "search_name"
    )[0]
    item = bring(
        client, school,
        export(row(UPNS[0], "Marsh", "Kit", form="9C", sen="E", need="ASD"), row(UPNS[1])),
    )  # fmt: skip
    assert Pupil.objects.count() == 2
    assert undo(client, item).status_code == 302
    item.refresh_from_db()
    assert item.state == Import.State.UNDONE
    assert Pupil.objects.filter(pk=known.pk).values(*before)[0] == before
    assert Pupil.objects.count() == 1
    assert [s.code for s in SenStatus.objects.filter(pupil=known)] == ["K"]
    assert SenStatus.objects.open().filter(pupil=known).exists()
    assert [n.need_type.code for n in Need.objects.open().filter(pupil=known)] == ["SLCN"]


def test_undo_import_names_those_it_could_not_and_why(client, school, keeper):
    known = PupilFactory(school=school, surname="Marsh", forename="Kit", upn=UPNS[0], form="8A")
    item = bring(
        client, school,
        export(row(UPNS[0], "Marsh", "Kit", form="9C"), row(UPNS[1], "Used", "Una"),
               row(UPNS[2], "Free", "Fay")),
    )  # fmt: skip
    known.refresh_from_db()
    client.post(reverse("edit_pupil", args=[known.pk]), details_of(known, form="9D"))
    used = Pupil.objects.get(surname="Used")
    group = GroupFactory(school=school)
    Place.objects.create(
        school=school, group=group, pupil=used, starts_on=group.starts_on, ends_on=group.ends_on
    )
    undo(client, item)
    known.refresh_from_db()
    assert known.form == "9D"
    assert Pupil.objects.filter(surname="Used").exists()
    assert not Pupil.objects.filter(surname="Free").exists()
    reasons = dict(ImportRow.objects.exclude(reason="").values_list("name", "reason"))
    assert "changed since" in reasons["Marsh, Kit"]
    assert "records of their own" in reasons["Used, Una"]
    page = client.get(reverse("see_import", args=[item.pk])).content.decode()
    assert "2 pupils could not be taken back" in page


def details_of(pupil: Pupil, **changed) -> dict:
    fields = {
        "forename": pupil.forename, "surname": pupil.surname, "born_on": pupil.born_on.isoformat(),
        "year_group": pupil.year_group, "form": pupil.form, "upn": pupil.upn,
        "version": pupil.version,
    }  # fmt: skip
    return fields | changed


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


def test_imports_are_shown_to_the_head_without_the_form(client, school, keeper):
    item = bring(client, school, export(row(UPNS[0])))
    client.force_login(PostFactory(role="head", school=school).person)
    page = client.get(reverse("imports")).content.decode()
    assert "export.csv" in page
    assert "upload_import" not in page
    assert client.get(reverse("see_import", args=[item.pk])).status_code == 200
    answer = client.post(reverse("undo_import", args=[item.pk]), {"version": item.version})
    assert answer.status_code == 403


def test_imports_of_another_school_are_out_of_sight(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0])))
    client.force_login(PostFactory(role="senco", school=SchoolFactory()).person)
    for name in ("see_import", "import_progress"):
        assert client.get(reverse(name, args=[item.pk])).status_code == 404
    for name in ("commit_import", "undo_import", "discard_import", "read_import_again"):
        answer = client.post(reverse(name, args=[item.pk]), {"version": item.version})
        assert answer.status_code == 404
    assert not Pupil.objects.exists()


def test_upload_import_cannot_name_another_school(client, school, keeper):
    data = {"school": SchoolFactory().pk, "file": SimpleUploadedFile("a.csv", export(row(UPNS[0])))}
    answer = client.post(reverse("upload_import"), data)
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_discard_import_wipes_the_file_and_changes_nothing(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0])))
    answer = client.post(reverse("discard_import", args=[item.pk]), {"version": item.version})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.content == b""
    assert not Pupil.objects.exists()
    answer = client.post(reverse("commit_import", args=[item.pk]), {"version": item.version})
    assert answer.status_code == 403


def test_commit_import_of_a_stale_page_answers_409(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0])))
    answer = client.post(reverse("commit_import", args=[item.pk]), {"version": 1})
    assert answer.status_code == 409
    assert not Pupil.objects.exists()


def test_see_import_while_reading_shows_a_bar_and_refreshes_without_script(client, school, keeper):
    item = Import.objects.create(
        school=school, kind="sheet", state=Import.State.READING, file_name="big.csv", made_by=keeper,
        content=export(row(UPNS[0])), rows_total=1200, rows_done=400,
    )  # fmt: skip
    page = client.get(reverse("see_import", args=[item.pk])).content.decode()
    assert '<progress id="work-import" max="1200" value="400">' in page
    assert 'http-equiv="refresh"' in page
    bar = client.get(reverse("import_progress", args=[item.pk]))
    assert "HX-Refresh" not in bar
    client.post(reverse("read_import_again", args=[item.pk]))
    assert client.get(reverse("import_progress", args=[item.pk]))["HX-Refresh"] == "true"


def test_see_import_costs_the_same_for_1_and_25_rows(
    client, school, keeper, django_assert_num_queries
):
    one = upload(client, school, export(row(UPNS[0])))
    many = upload(
        client, school, export(*[row("", f"Name{n}", "A", number=str(n)) for n in range(25)])
    )
    client.get(reverse("see_import", args=[one.pk]))
    for item in (one, many):
        with django_assert_num_queries(9):
            client.get(reverse("see_import", args=[item.pk]))


def test_links_made_since_keep_a_new_pupil_on_undo(client, school, keeper):
    item = bring(client, school, export(row(UPNS[0])))
    pupil = Pupil.objects.get()
    link(pupil, PostFactory(role="ta", school=school))
    undo(client, item)
    assert Pupil.objects.filter(pk=pupil.pk).exists()


def test_upload_import_without_the_forms_key_is_refused(school):
    client = Client(enforce_csrf_checks=True)
    client.force_login(PostFactory(role="data", school=school).person)
    data = {"school": school.pk, "file": SimpleUploadedFile("a.csv", export(row(UPNS[0])))}
    assert client.post(reverse("upload_import"), data).status_code == 403
    assert not Import.objects.exists()


def test_upload_import_keeps_no_path_of_the_files_name(client, school, keeper):
    item = upload(client, school, export(row(UPNS[0])), "../../etc/pupils\x00.csv")
    assert "/" not in item.file_name


def test_import_moves_numbers_on_in_the_order_in_which_they_fall_free_and_back(
    client, school, keeper
):
    ann = PupilFactory(school=school, surname="Ann", forename="A", admission_number="1")
    ben = PupilFactory(school=school, surname="Ben", forename="B", admission_number="2")
    content = export(
        row("", "Cat", "C", number="1"), row("", "Ann", "A", number="2"),
        row("", "Ben", "B", number="3"),
    )  # fmt: skip
    item = bring(client, school, content)
    assert outcomes(item) == ["new", "changed", "changed"]
    numbers = dict(Pupil.objects.values_list("surname", "admission_number"))
    assert numbers == {"Ann": "2", "Ben": "3", "Cat": "1"}
    assert outcomes(upload(client, school, content)) == ["unchanged"] * 3
    undo(client, item)
    assert dict(Pupil.objects.values_list("pk", "admission_number")) == {ann.pk: "1", ben.pk: "2"}


def test_undo_import_keeps_a_pupil_whose_old_number_is_taken(client, school, keeper):
    ann = PupilFactory(school=school, surname="Ann", forename="A", admission_number="1")
    item = bring(client, school, export(row("", "Ann", "A", number="2")))
    PupilFactory(school=school, surname="New", forename="N", admission_number="1")
    undo(client, item)
    ann.refresh_from_db()
    assert ann.admission_number == "2"
    assert "another pupil has the admission number" in item.rows.get().reason


def test_import_prefers_the_surest_key_whatever_the_order(client, school, keeper):
    pupil = PupilFactory(
        school=school, surname="Wrenfield", forename="Tobias", upn=UPNS[0], admission_number="7"
    )
    item = upload(
        client, school,
        export(row("", "Else", "Tobias", number="7"), row(UPNS[0], "Wrenfield", "Tobias")),
    )  # fmt: skip
    assert outcomes(item) == ["refused", "unchanged"]
    assert item.rows.last().pupil_id == pupil.pk


def test_a_data_manager_finds_imports_on_the_first_page_and_in_the_menu(client, school, keeper):
    page = client.get("/").content.decode()
    assert "Pupil data has not been imported yet" in page
    assert f'href="{reverse("imports")}"' in page.split("</nav>")[0]
    item = bring(client, school, export(row(UPNS[0])))
    day = timezone.localtime(item.committed_at)
    assert f"Pupil data last imported on {day.day} {day:%b %Y}" in client.get("/").content.decode()


def test_a_ta_has_no_imports_in_the_menu(client, school):
    client.force_login(PostFactory(role="ta", school=school).person)
    assert reverse("imports") not in client.get("/", follow=True).content.decode()
