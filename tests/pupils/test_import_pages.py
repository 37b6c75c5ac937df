"""Importing pupils through the pages: preview, match, save, and who sees it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Import, Need, Pupil, SenStatus
from tests.factories.pupils import PupilFactory, on_register
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.files import TEMPORARY, UPNS, ctf_pupil, export, row, transfer
from tests.pupils.importing import bring, outcomes, save, upload

pytestmark = pytest.mark.django_db


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
        with django_assert_num_queries(10):
            client.get(reverse("see_import", args=[item.pk]))


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
