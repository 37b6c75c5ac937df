"""What the readers of files say can be said in another language: kept in parts, filled in again."""

import ast

import pytest
from django.core.management import CommandError, call_command

from pupils import saying
from pupils.identifiers import what_is_wrong_with_upn
from pupils.reading import UnusableFile, read_sheet
from pupils.saying import in_words
from pupils.sentences import Sentence, said_by
from tests.house.source import modules
from tests.pupils.files import UPNS, export, row
from tests.pupils.importing import upload
from tests.pupils.pages import details, url

pytestmark = pytest.mark.django_db

#: Sentences of the readers in a language that nobody speaks, values in another order.
CATALOGUE = {
    "%(field)s: %(why)s": "%(why)s <- %(field)s",
    "Date of birth": "Dydd",
    "There is no day “%(text)s”. Dates are read as day, month, year.": "Dim %(text)s!",
    "“%(text)s” is not F or M.": "Nid %(text)s!",
    "Sex": "Rhyw",
    "The first letter of this UPN should be %(letter)s, or a digit is wrong.": "%(letter)s, nid hwn.",
    "%(field)s is in words on %(count)s lines; only codes are taken.": "%(count)s x %(field)s",
    "First language": "Iaith",
    "This is a PDF. Export the pupils as CSV, Excel or CTF.": "PDF yw hwn.",
    "The file is empty.": "Gwag.",
}
#: Where a sentence of the readers begins, and which argument it is.
SPEAKING = {"UnusableFile", "ValueError", "refuse", "warn", "note"}


@pytest.fixture
def spoken(monkeypatch):
    """The catalogue is the language that is on."""
    monkeypatch.setattr(saying, "gettext", lambda form: CATALOGUE.get(form, form))


def speaking_calls():
    """Each call in the readers that says something, by its place."""
    for path, tree in modules().items():
        if not str(path).startswith("pupils/reading/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield f"{path}:{node.lineno}", name, node


def test_readers_say_nothing_that_translators_cannot_find():
    said, bare, hidden = 0, [], []
    for place, name, call in speaking_calls():
        if name == "_":
            said += 1
            form = call.args[0]
            hidden += [] if isinstance(form, ast.Constant) and len(call.args) == 1 else [place]
        elif name in SPEAKING and isinstance(call.args[-1], ast.Constant | ast.JoinedStr):
            bare.append(place)
    assert said > 80
    assert (bare, hidden) == ([], [])


def test_a_sentence_is_english_text_until_somebody_says_it_again(spoken):
    sentence = Sentence("%(field)s: %(why)s", field=Sentence("Sex"), why="100% sure")
    assert sentence == "Sex: 100% sure"
    assert in_words(sentence) == "100% sure <- Rhyw"
    assert in_words("Any other text, 100%") == "Any other text, 100%"
    assert said_by(ValueError(sentence)) is sentence
    assert said_by(ValueError()) == ""
    with pytest.raises(KeyError):
        Sentence("%(field)s is missing.")


def test_upload_import_says_what_is_wrong_in_the_language_that_is_on(
    spoken, client, school, keeper
):
    content = export(
        row(UPNS[0], born="31/02/2014"), row(UPNS[1], "Marsh", "Kit"),
        row("A123456789001", "Price", "Ann"),
    )  # fmt: skip
    item = upload(client, school, content)
    reasons = list(item.rows.values_list("reason", flat=True))
    assert reasons == ["Dim 31/02/2014! <- Dydd", "", "Y, nid hwn."]


def test_upload_import_gives_warnings_and_notes_in_the_language_that_is_on(
    spoken, client, school, keeper
):
    content = (
        "UPN,Surname,Forename,Date of birth,Sex,First language\n"
        f"{UPNS[0]},Marsh,Kit,14/03/2014,q,Polish\n{UPNS[1]},Price,Ann,14/03/2014,F,Welsh\n"
    )
    item = upload(client, school, content.encode())
    assert item.rows.first().warnings == ["Nid q! <- Rhyw"]
    assert item.sentence == "2 x Iaith"
    refused = upload(client, school, b"%PDF-1.7 nothing")
    assert refused.sentence == "PDF yw hwn."


def test_edit_pupil_says_what_is_wrong_with_a_upn_in_the_language_that_is_on(
    spoken, client, pupil, senco
):
    answer = client.post(url("edit_pupil", pupil), details(pupil, upn="A123456789001"))
    assert "Y, nid hwn." in answer.content.decode()


def test_import_commands_say_why_a_file_is_not_usable_in_the_language_that_is_on(
    spoken, school, tmp_path
):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"  ")
    with pytest.raises(CommandError, match=r"Gwag\."):
        call_command("import_pupils", str(empty), school=school.urn)


def test_english_stays_as_it_was():
    assert what_is_wrong_with_upn("A1") == "A UPN has 13 characters; this one has 2."
    with pytest.raises(UnusableFile, match=r"The file is empty\."):
        read_sheet(b" ")
