"""Which columns of a file were used, and as what; and those that were not, said where it is seen."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from pupils.models import Import
from pupils.reading.headings import nearest
from tests.factories.staff import SchoolFactory
from tests.pupils.files import UPNS, ctf_pupil, export, row, transfer
from tests.pupils.importing import save, upload

pytestmark = pytest.mark.django_db

HEADINGS = ("UPN", "Surname", "Forename", "DOB", "SEN Statuss", "SEN Need One")
SAID = (
    "2 columns are not used: SEN Statuss, SEN Need One. If they matter, change their headings "
    "(SEN Statuss to “SEN status”, SEN Need One to “SEN need 1”) and bring the file again."
)


def misnamed() -> bytes:
    return export(
        (UPNS[0], "Wrenfield", "Tobias", "14/03/2014", "K", "SLCN"), headings=HEADINGS
    )  # fmt: skip


def see(client, item: Import) -> str:
    return client.get(reverse("see_import", args=[item.pk])).content.decode()


def test_import_names_the_columns_that_it_does_not_use_before_and_after_saving(
    client, school, keeper
):
    item = upload(client, school, misnamed())
    page = see(client, item)
    assert SAID in page
    assert page.index(SAID) < page.index('class="tabs"')
    save(client, item)
    assert SAID in see(client, item)


def test_import_names_the_columns_that_it_used_and_as_which_field(client, school, keeper):
    page = see(client, upload(client, school, misnamed()))
    rows = [
        (one.heading, one.label)
        for one in client.get(
            reverse("see_import", args=[Import.objects.get().pk])
        ).context["columns"]
    ]  # fmt: skip
    assert rows == [
        ("UPN", "UPN"), ("Surname", "Legal surname"), ("Forename", "Legal forename"),
        ("DOB", "Date of birth"), ("SEN Statuss", ""), ("SEN Need One", ""),
    ]  # fmt: skip
    assert "Date of birth" in page


def test_import_of_known_columns_or_of_a_transfer_file_warns_of_none(client, school, keeper):
    assert "not used" not in see(client, upload(client, school, export(row(UPNS[0]))))
    page = see(client, upload(client, school, transfer(ctf_pupil(UPNS[0])), "a.xml"))
    assert "not used" not in page
    assert "Columns of the file" not in page


def test_import_names_ten_unused_columns_and_counts_the_others(client, school, keeper):
    headings = ("UPN", "Surname", "Forename", "DOB", *(f"Club {n}" for n in range(12)))
    cells = (UPNS[0], "Wrenfield", "Tobias", "14/03/2014", *("x" * 12))
    page = see(client, upload(client, school, export(cells, headings=headings)))
    assert "12 columns are not used: Club 0," in page
    assert "Club 9 and 2 more." in page


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_import_pupils_prints_the_columns_that_it_does_not_use(capsys, tmp_path, more):
    SchoolFactory(urn=900001)
    path = tmp_path / "file.csv"
    path.write_bytes(misnamed())
    call_command("import_pupils", str(path), "--school", "900001", *more)
    assert SAID in capsys.readouterr().out


@pytest.mark.parametrize(
    ("heading", "taken", "found"),
    [
        ("SEN Statuss", (), "SEN status"),
        ("sen need two", (), "SEN need 2"),
        ("Student Surnme", (), "Surname"),
        ("SEN Statuss", ("sen_status",), ""),
        ("House points", (), ""),
        ("", (), ""),
    ],
)
def test_nearest_heading_is_one_that_no_other_column_has_taken(heading, taken, found):
    assert nearest(heading, taken) == found
