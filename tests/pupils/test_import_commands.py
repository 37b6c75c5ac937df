"""import_pupils and import_ctf: what they print, what they save, and how they end."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from pupils.models import Import, Pupil
from tests.factories.pupils import PupilFactory
from tests.factories.staff import SchoolFactory
from tests.pupils.files import UPNS, ctf_pupil, export, row, transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(urn=900001)


def run(capsys, tmp_path, content: bytes, *more, command="import_pupils", urn=900001):
    """The exit code and what was printed, as the shell sees them."""
    path = tmp_path / "file.dat"
    path.write_bytes(content)
    code = 0
    try:
        call_command(command, str(path), "--school", str(urn), *more)
    except SystemExit as end:
        code = end.code
    except CommandError as wrong:
        return wrong.returncode, str(wrong)
    return code, capsys.readouterr().out


def test_import_pupils_takes_all_rows_and_exits_0(capsys, tmp_path, school):
    content = export(row(UPNS[0]), row(UPNS[1], "Marsh", "Kit"))
    assert run(capsys, tmp_path, content) == (0, "2 new, 0 changed, 0 unchanged, 0 refused\n")
    assert Pupil.objects.filter(school=school).count() == 2
    item = Import.objects.get()
    assert item.state == Import.State.COMMITTED
    assert item.content == b""


def test_import_pupils_takes_the_good_rows_names_the_bad_and_exits_1(capsys, tmp_path, school):
    content = export(row(UPNS[0]), row("A123456789001", "Wrong", "Upn"))
    code, said = run(capsys, tmp_path, content)
    assert code == 1
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in said
    assert "line 3: Wrong, Upn: refused: The first letter of this UPN should be Y" in said
    assert Pupil.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"a,b\n1,2", "No headings"),
        (b"<html/>", "XML"),
        (b"", "empty"),
    ],
)
def test_import_pupils_refuses_an_unusable_file_and_exits_2(
    capsys, tmp_path, school, content, says
):
    code, said = run(capsys, tmp_path, content)
    assert code == 2
    assert says in said
    assert not Pupil.objects.exists()
    assert not Import.objects.exists()


def test_import_pupils_of_an_unknown_school_or_file_exits_2(capsys, tmp_path, school):
    code, said = run(capsys, tmp_path, export(row(UPNS[0])), urn=900009)
    assert (code, said) == (2, "There is no school with the URN 900009.")
    with pytest.raises(CommandError) as wrong:
        call_command("import_pupils", str(tmp_path / "nothing.csv"), "--school", "900001")
    assert wrong.value.returncode == 2


def test_import_pupils_dry_run_says_the_same_and_writes_nothing(capsys, tmp_path, school):
    PupilFactory(school=school, upn=UPNS[0], surname="Wrenfield", forename="Tobias", form="7A")
    content = export(row(UPNS[0]), row(UPNS[1], "New", "One"), row("bad", "No", "One"))
    code, said = run(capsys, tmp_path, content, "--dry-run")
    assert code == 1
    assert said.startswith("Would be: 1 new, 1 changed, 0 unchanged, 1 refused")
    assert Pupil.objects.count() == 1
    assert not Import.objects.exists()


def test_import_pupils_twice_changes_nothing(capsys, tmp_path, school):
    content = export(row(UPNS[0], sen="K", need="SLCN"), row(UPNS[1], "Marsh", "Kit"))
    run(capsys, tmp_path, content)
    before = list(Pupil.objects.values())
    assert run(capsys, tmp_path, content) == (0, "0 new, 0 changed, 2 unchanged, 0 refused\n")
    assert list(Pupil.objects.values()) == before


def test_import_pupils_keeps_schools_apart(capsys, tmp_path, school):
    elsewhere = PupilFactory(upn=UPNS[0], surname="Wrenfield", forename="Tobias", form="7A")
    assert run(capsys, tmp_path, export(row(UPNS[0])))[1].startswith("1 new")
    elsewhere.refresh_from_db()
    assert elsewhere.form == "7A"


def test_import_ctf_takes_pupils_on_one_line(capsys, tmp_path, school):
    content = transfer(ctf_pupil(UPNS[0]), ctf_pupil(UPNS[1], "Marsh", "Kit"))
    code, said = run(capsys, tmp_path, content, command="import_ctf")
    assert code == 0
    assert said.startswith("2 new")
    assert Pupil.objects.get(upn=UPNS[0]).born_on == datetime.date(2014, 3, 14)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE a [<!ENTITY x 'y'>]><CTfile>&x;</CTfile>",
        b"<other/>",
        b"<CTfile><broken></CTfile>",
        export(row(UPNS[0])),
    ],
)
def test_import_ctf_refuses_what_is_no_transfer_file_and_exits_2(capsys, tmp_path, school, content):
    assert run(capsys, tmp_path, content, command="import_ctf")[0] == 2
    assert not Pupil.objects.exists()
