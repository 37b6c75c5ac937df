"""A pupil's file for the next school: PDF, data and manifest in one ZIP; the shape in docs/pupil-file.md."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.paper import Block, Facts, Notice, Paper
from core.paper_pdf import pdf
from pupils import manifest
from pupils.file_sections import Gathered, blocks_of, data_of, gathered
from pupils.models import PaperRun, PaperRunRow, Pupil
from pupils.paper_kinds import Kind, Made, Parts
from pupils.policies import make_pupil_files

PUPIL_FILE = "pupil_file"
#: Version of the data's shape: the first number changes when a reader of the old one would stumble.
SCHEMA, SCHEMA_VERSION = "hlta-portal/pupil-file", "1.0"
ZIP_TYPE = "application/zip"
PDF_NAME, DATA_NAME, READ_ME = "pupil-file.pdf", "pupil-file.json", "READ-ME.txt"


@dataclass(frozen=True)
class Part:
    """The two forms of one pupil's file."""

    pdf: bytes
    data: bytes


def paper(run: PaperRun, pupil: Pupil, found: Sequence[Gathered], *, by: Any) -> Paper:
    """The file to be read; ``pupil.school`` is read."""
    blocks: list[Block] = [
        Facts([
            (_("For"), run.recipient), (_("Why"), run.reason), (_("Made by"), by.full_name),
            (_("Born"), format_date(pupil.born_on, "j M Y")),
        ]),
        Notice(
            _("Not in this file: the safeguarding file"),
            _(
                "Where there is one it is sent separately, by the designated safeguarding lead to "
                "the lead of the next school. Ask for it; that none is mentioned here says nothing."
            ),
        ),
    ]  # fmt: skip
    for one in found:
        blocks += blocks_of(one)
    return Paper(
        title=_("Pupil file of %(name)s") % {"name": f"{pupil.forename} {pupil.surname}"},
        line=_("For %(whom)s") % {"whom": run.recipient} if run.recipient else "",
        school=pupil.school.name, made_by=by.full_name, made_at=timezone.now(),
        marking=_("Confidential: special category data of a child"), blocks=blocks,
    )  # fmt: skip


def data(run: PaperRun, pupil: Pupil, found: Sequence[Gathered], *, by: Any) -> bytes:
    """The file to be read by a machine: JSON in UTF-8."""
    content = {
        "schema": SCHEMA, "schema_version": SCHEMA_VERSION,
        "made_at": timezone.now().isoformat(timespec="seconds"), "made_by": by.full_name,
        "source_school": _school(pupil), "recipient": run.recipient, "reason": run.reason,
        "pupil": {
            "UPN": pupil.upn, "Surname": pupil.surname, "Forename": pupil.forename,
            "DOB": pupil.born_on.isoformat(),
        },
        "safeguarding_file": "separate",
        "sections": [data_of(one) for one in found],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _school(pupil: Pupil) -> dict[str, Any]:
    school = pupil.school
    return {"SchoolName": school.name, "URN": school.urn, "LAESTAB": school.laestab}


def _make(person: Any, run: PaperRun, pupils: Sequence[Pupil]) -> Parts:
    made: Parts = {}
    for pupil in pupils:
        found = gathered(person, pupil)
        made[pupil.pk] = Part(
            pdf([paper(run, pupil, found, by=person)]), data(run, pupil, found, by=person)
        )
    return made


def _whole(run: PaperRun, parts: Sequence[tuple[Pupil, Part]]) -> Made:
    """One ZIP; the files of several pupils stand in a folder each."""
    files: dict[str, bytes] = {}
    for pupil, part in parts:
        folder = f"{slugify(pupil.list_name)}-{pupil.pk}/" if len(parts) > 1 else ""
        files |= {f"{folder}{PDF_NAME}": part.pdf, f"{folder}{DATA_NAME}": part.data}
    files[READ_ME] = _read_me(run).encode()
    school = parts[0][0].school
    about = {
        "made_at": timezone.now().isoformat(timespec="seconds"), "made_by": run.made_by.full_name,
        "source_school": school.name, "source_urn": school.urn, "recipient": run.recipient,
        "reason": run.reason, "pupils": len(parts), "schema": SCHEMA, "schema_version": SCHEMA_VERSION,
    }  # fmt: skip
    files[manifest.NAME] = manifest.seal(about, files, settings.SIGNING_KEY)
    name = slugify(parts[0][0].list_name) if len(parts) == 1 else slugify(run.title)
    day = timezone.localdate().isoformat()
    return Made(packed(files), ZIP_TYPE, f"pupil-file-{name}-{day}.zip")


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _read_me(run: PaperRun) -> str:
    key = manifest.key_name(settings.SIGNING_KEY)
    return _(
        "%(title)s\n\n"
        "pupil-file.pdf is to be read, pupil-file.json is the same for a machine.\n"
        "manifest.json lists each part with its SHA-256 and is sealed with Ed25519.\n"
        "The seal's key is called %(key)s: ask the sending school whether that is theirs.\n"
        "The safeguarding file, where there is one, is sent separately.\n"
    ) % {"title": run.title, "key": key}


def files_made_of(pupil: Pupil) -> list[PaperRun]:
    """Every file for transfer made of a pupil, newest first, by whomever: one query."""
    rows = PaperRunRow.objects.filter(pupil=pupil, outcome=PaperRunRow.Outcome.MADE)
    runs = PaperRun.objects.filter(kind=PUPIL_FILE, pk__in=rows.values("run"))
    return list(runs.defer("content").select_related("made_by")[:20])


KIND = Kind(
    PUPIL_FILE, gettext_lazy("File for the next school"), gettext_lazy("File for transfer made"),
    make_pupil_files, _make, _whole,
)  # fmt: skip
