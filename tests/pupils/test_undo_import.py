"""Taking an import back: what returns, what stays, and why."""

import pytest
from django.urls import reverse

from interventions.models import Place
from pupils.models import Import, ImportRow, Need, Pupil, SenStatus
from tests.factories.interventions import GroupFactory
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory
from tests.pupils.files import UPNS, export, row
from tests.pupils.importing import bring, outcomes, undo, upload

pytestmark = pytest.mark.django_db


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


def test_links_made_since_keep_a_new_pupil_on_undo(client, school, keeper):
    item = bring(client, school, export(row(UPNS[0])))
    pupil = Pupil.objects.get()
    link(pupil, PostFactory(role="ta", school=school))
    undo(client, item)
    assert Pupil.objects.filter(pk=pupil.pk).exists()


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


def test_undo_import_leaves_of_a_pupil_who_is_gone_the_name_and_the_reason_alone(
    client, school, keeper
):
    item = bring(client, school, export(row(UPNS[1], "Free", "Fay", sen="K", need="SLCN")))
    undo(client, item)
    page = client.get(reverse("see_import", args=[item.pk]) + "?tab=new").content.decode()
    assert "Free, Fay" in page
    assert "record is gone" in page
    assert not [value for value in (UPNS[1], "14 Mar 2014", "SLCN", "8B") if value in page]
    kept = item.rows.get()
    assert (kept.before, kept.after, kept.warnings) == ({}, {}, [])


def test_import_shows_no_values_of_a_pupil_whose_record_went_later(client, school, keeper):
    item = bring(client, school, export(row(UPNS[1], "Free", "Fay")))
    address = reverse("see_import", args=[item.pk]) + "?tab=new"
    assert "14 Mar 2014" in client.get(address).content.decode()
    Pupil.objects.all().delete()
    page = client.get(address).content.decode()
    assert "Free, Fay" in page
    assert "14 Mar 2014" not in page


def test_undo_import_opens_at_the_rows_that_stay_in_the_order_of_the_file(client, school, keeper):
    known = PupilFactory(school=school, surname="Marsh", forename="Kit", upn=UPNS[0], form="8A")
    content = export(
        row(UPNS[1], "Free", "Fay"), row(UPNS[2], "Used", "Una"),
        row(UPNS[0], "Marsh", "Kit", form="9C"), row("bad", "No", "One"),
    )  # fmt: skip
    item = bring(client, school, content)
    known.refresh_from_db()
    client.post(reverse("edit_pupil", args=[known.pk]), details_of(known, form="9D"))
    link(Pupil.objects.get(surname="Used"), PostFactory(role="ta", school=school))
    answer = client.post(
        reverse("undo_import", args=[item.pk]), {"version": item.version}, follow=True
    )
    assert answer.context["tab"] == "stayed"
    assert [one.line for one in answer.context["rows"]] == [3, 4]
    page = answer.content.decode()
    assert "2 pupils could not be taken back: see why below." in page
    assert "records of their own" in page
    assert "changed since" in page
    new = client.get(reverse("see_import", args=[item.pk]) + "?tab=new").context["rows"]
    assert [(one.line, one.name) for one in new] == [(2, "Free, Fay"), (3, "Used, Una")]


def test_undo_import_that_takes_all_back_has_no_tab_for_rows_that_stay(client, school, keeper):
    item = bring(client, school, export(row(UPNS[1])))
    labels = [tab["url"] for tab in client.get(see(item)).context["tabs"]]
    assert "?tab=stayed" not in labels
    undo(client, item)
    answer = client.get(see(item))
    assert "?tab=stayed" not in [tab["url"] for tab in answer.context["tabs"]]
    assert answer.context["tab"] == "new"
    assert client.get(see(item) + "?tab=stayed").context["tab"] == "new"


def see(item: Import) -> str:
    return reverse("see_import", args=[item.pk])
