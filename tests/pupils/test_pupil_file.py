"""The pupil's file for the next school: everything in it once, sealed, and never a concern."""

import io
import json
import re
import uuid
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent, Look
from pupils import file_sections, manifest, tasks
from pupils.actions.paper_run import ask_for_papers
from pupils.file_sections import (
    Gathered,
    Item,
    Section,
    blocks_of,
    field,
    gathered,
    plain,
    words_of,
)
from pupils.models import PaperRun, SenStatus
from tests.factories.profiles import draft, published, rows
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db
ABOUT = {"recipient": "Harbour Bridge School", "reason": "Moves house", "has_asked_dsl": "on"}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def told(pupil, senco, school):
    link(pupil, PostFactory(school=school, role="ta"))
    published(pupil, senco, rows("Say it twice"))
    draft(pupil, senco, rows("Still thinking"))
    return pupil


def make(client, pupil, **more) -> PaperRun:
    sent = {**ABOUT, "submission_id": str(uuid.uuid4()), **more}
    answer = client.post(url("pupil_file", pupil), sent)
    assert answer.status_code == 302, text(answer)[:3000]
    return PaperRun.objects.get(kind="pupil_file")


def files(run) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(bytes(run.content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_pupil_file_shows_what_is_inside_and_why_concerns_are_not(client, told):
    page = text(client.get(url("pupil_file", told)))
    for words in ("SEND register", "Needs", "Profile", "Sessions", "Never the safeguarding file"):
        assert words in page
    assert manifest.key_name(settings.SIGNING_KEY) in page
    assert "No file has been made of this pupil." in page


def test_pupil_file_holds_pdf_data_and_a_manifest_that_holds(client, told, senco):
    run = make(client, told)
    assert (run.state, run.recipient) == ("ready", "Harbour Bridge School")
    inside = files(run)
    assert set(inside) == {"pupil-file.pdf", "pupil-file.json", "READ-ME.txt", "manifest.json"}
    sealed = inside.pop("manifest.json")
    assert manifest.faults(sealed, inside) == []
    about = json.loads(sealed)["manifest"]
    assert (about["made_by"], about["reason"]) == (senco.full_name, "Moves house")
    assert inside["pupil-file.pdf"].startswith(b"%PDF-")
    assert Look.objects.filter(page="make_papers", pupil_id=told.pk).count() == 1
    event = AuditEvent.objects.get(action="ask_for_papers")
    kept = {row["field"]: row["new"] for row in event.changes}
    assert (kept["recipient"], kept["reason"]) == ("Harbour Bridge School", "Moves house")
    page = text(client.get(url("pupil_file", told)))
    assert run.sha256 in page
    assert "Moves house" in page


def test_pupil_file_data_speaks_the_terms_of_the_field(client, told):
    read = json.loads(files(make(client, told))["pupil-file.json"])
    assert (read["schema"], read["schema_version"]) == ("hlta-portal/pupil-file", "1.0")
    parts = {part["section"]: part["records"] for part in read["sections"]}
    assert parts["identity"][0]["Surname"] == "Wrenfield"
    assert parts["identity"][0]["DOB"] == "2014-03-14"
    assert parts["SENhistory"][0]["SENprovision"] == "K"
    assert parts["SENhistory"][0]["StartDate"] == "2025-09-01"
    assert (parts["SENneeds"][0]["SENtype"], parts["SENneeds"][0]["SENtypeRank"]) == ("SLCN", 1)
    [profile] = parts["profiles"]
    assert profile["MustDo"] == ["Say it twice"]
    assert "Still thinking" not in json.dumps(read)


def test_pupil_file_emits_only_documented_terms(told, senco):
    documented = (settings.BASE_DIR / "docs" / "pupil-file.md").read_text(encoding="utf-8")
    for found in gathered(senco, told):
        assert f"`{found.section.name}`" in documented
        for name in found.section.names:
            assert f"`{name}`" in documented, f"{found.section.name}.{name} is not documented"
        for item in found.items:
            assert [one.name for one in item.fields] == list(found.section.names)
    assert not {one.name for one in file_sections.sections()} & {"concern", "concerns"}


@pytest.mark.parametrize("left_out", ["recipient", "reason", "has_asked_dsl"])
def test_pupil_file_asks_for_whom_why_and_whether_the_lead_knows(client, told, left_out):
    answer = client.post(url("pupil_file", told), {**ABOUT, left_out: ""})
    assert answer.status_code == 422
    assert not PaperRun.objects.exists()
    kept = {"recipient": "Moves house", "reason": "Harbour Bridge School"}.get(left_out, "Moves")
    assert kept in text(answer)


def test_pupil_file_sent_twice_is_made_once(client, told):
    key = str(uuid.uuid4())
    for _twice in "12":
        make(client, told, submission_id=key)
    assert PaperRun.objects.count() == 1


@pytest.mark.parametrize("role", ["assistant_senco", "data", "dsl", "hlta", "teacher"])
def test_pupil_file_is_refused_to_other_roles(client, told, school, role):
    post = PostFactory(school=school, role=role)
    link(told, post)
    client.force_login(post.person)
    for answer in (
        client.get(url("pupil_file", told)),
        client.post(url("pupil_file", told), ABOUT),
    ):
        assert answer.status_code == 403
        assert "Only the SENCO and the head" in text(answer)
    assert "File for the next school" not in text(client.get(url("pupil_chronology", told)))


def test_pupil_file_is_not_made_when_the_post_ended_before_the_work_began(told, senco, school):
    head = PostFactory(school=school, role="head")
    run = ask_for_papers(by=head.person, kind="pupil_file", title="File", pupils=[told])
    head.delete()
    tasks.make_papers.enqueue(run.pk, head.person_id)
    run.refresh_from_db()
    assert (run.state, bytes(run.content)) == ("failed", b"")
    assert "Only the SENCO and the head" in run.sentence


def test_verify_pupil_file_says_what_does_not_hold(client, told, tmp_path, capsys):
    run = make(client, told)
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(bytes(run.content))
    call_command("verify_pupil_file", good)
    assert "3 parts, all as they were sealed." in capsys.readouterr().out
    inside = files(run) | {"pupil-file.json": b"{}"}
    with ZipFile(bad, "w") as archive:
        for name, body in inside.items():
            archive.writestr(name, body)
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_pupil_file", bad)
    assert "pupil-file.json was changed." in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("verify_pupil_file", good, "--key", "0000-0000-0000-0000")
    assert "another key" in capsys.readouterr().err
    (tmp_path / "no.zip").write_bytes(b"no")
    with pytest.raises(CommandError, match="cannot be read as a ZIP"):
        call_command("verify_pupil_file", tmp_path / "no.zip")


def test_verify_pupil_file_trusts_a_key_of_before(client, told, tmp_path, settings, capsys):
    file = tmp_path / "old.zip"
    file.write_bytes(bytes(make(client, told).content))
    settings.SIGNING_KEYS_RETIRED = [settings.SIGNING_KEY]
    settings.SIGNING_KEY = "a new one"
    call_command("verify_pupil_file", Path(file))
    assert "all as they were sealed" in capsys.readouterr().out
    settings.SIGNING_KEYS_RETIRED = []
    with pytest.raises(CommandError):
        call_command("verify_pupil_file", Path(file))


def test_section_is_drawn_as_a_table_without_columns_that_are_empty():
    items = [
        Item("a:1", "One", [field("A", "A", 1), field("B", "B", None), field("C", "C", True)]),
        Item("a:2", "Two", [field("A", "A", "two"), field("B", "B", ""), field("C", "C", False)]),
    ]
    section = Section("s", "Section", 1, ("A", "B", "C"), lambda *_: [], is_table=True)
    _heading, table = blocks_of(Gathered(section, items))
    assert table.headings == ["A", "C"]
    assert table.rows == [["1", "yes"], ["two", "no"]]
    _heading, nothing = blocks_of(Gathered(section, []))
    assert nothing.text == "Nothing is recorded here."


def test_section_with_more_columns_than_fit_puts_the_last_into_one_cell():
    fields = [field(name, name.lower(), f"{name}1" if name != "E" else "") for name in "ABCDEFGHI"]
    section = Section("s", "Section", 1, tuple("ABCDEFGHI"), lambda *_: [], is_table=True)
    items = [
        Item("a:1", "One", fields),
        Item("a:2", "Two", [field(n, n, "x") for n in "ABCDEFGHI"]),
    ]
    _heading, table = blocks_of(Gathered(section, items))
    assert table.headings == ["a", "b", "c", "More"]
    assert table.rows[0] == ["A1", "B1", "C1", "d: D1; f: F1; g: G1; h: H1; i: I1"]


@pytest.mark.parametrize(
    ("value", "machine", "words"),
    [(None, None, ""), (True, True, "yes"), (["a", "b"], ["a", "b"], "a\nb"), (7, 7, "7")],
)
def test_values_stand_as_data_and_in_words(value, machine, words):
    assert (plain(value), words_of(value)) == (machine, words)


def test_gathering_costs_the_same_however_much_there_is(told, senco, school):
    costs = []
    for count in (1, 25):
        for day in range(1, count + 1):
            SenStatus.objects.create(
                school=school, pupil=told, code="K", starts_on=f"20{count:02}-01-{day:02}",
                ends_on=f"20{count:02}-01-{day:02}",
            )  # fmt: skip
            link(told, PostFactory(school=school, role="ta"))
        fresh = type(told).objects.select_related("school").get(pk=told.pk)
        with CaptureQueriesContext(connection) as asked:
            gathered(senco, fresh)
        costs.append(len(asked))
    assert costs[0] == costs[1]
