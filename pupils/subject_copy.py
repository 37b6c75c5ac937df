"""The answer to a subject access request: the reviewed copy as PDF and data, covered words gone.

Both are made from the decided rows alone: what is covered is not in them in any form.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.paper import Block, Facts, Heading, Lines, Notice, Paper, Text
from core.paper_pdf import pdf
from pupils.file_sections import sections, words_of
from pupils.models import PaperRun, Pupil, RequestField, RequestRow, SubjectRequest
from pupils.paper_kinds import Kind, LeftOut, Made, Parts
from pupils.policies import make_subject_copies
from pupils.pupil_file import ZIP_TYPE, packed
from pupils.third_parties import BLOCK, covered

Decision = RequestRow.Decision
SUBJECT_COPY = "subject_copy"
#: The field of a row that holds its heading.
TITLE = "Title"
SCHEMA, SCHEMA_VERSION = "hlta-portal/subject-copy", "1.0"


def words_given(row: RequestRow, field: RequestField) -> str:
    """The words of a field as they leave: whole, or with its covered marks as blocks."""
    if row.decision != Decision.REDACT:
        return field.words
    marks = [(one.starts, one.ends) for one in field.marks.all() if one.is_covered]
    return covered(field.words, marks)


def given(row: RequestRow) -> dict[str, tuple[str, str]]:
    """The fields of a record as they leave: label and words by term; the heading is one of them."""
    return {one.name: (one.label, words_given(row, one)) for one in row.fields.all()}


def rows_given(request: SubjectRequest) -> list[RequestRow]:
    """The records that leave, in their order: three queries."""
    rows = RequestRow.objects.filter(request=request).exclude(decision=Decision.LEAVE_OUT)
    return list(rows.prefetch_related("fields__marks"))


def paper(request: SubjectRequest, rows: Sequence[RequestRow], *, by: Any) -> Paper:
    """The answer to be read; ``request.pupil.school`` is read."""
    pupil = request.pupil
    blocks: list[Block] = [
        Facts([
            (_("About"), pupil.name), (_("Asked by"), request.asker_name),
            (_("Received"), words_of(request.received_on)),
        ]),
        *_what_is_not_here(request, rows),
    ]  # fmt: skip
    titles = {one.name: str(one.title) for one in sections()}
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            blocks.append(Heading(titles.get(section, section)))
        fields = given(row)
        _label, title = fields.pop(TITLE, ("", ""))
        blocks += [
            Heading(title or _("Record %(n)s") % {"n": row.place}, 2),
            Facts(list(fields.values())),
        ]
    return Paper(
        title=_("What is kept about %(name)s") % {"name": pupil.name}, school=pupil.school.name,
        made_by=by.full_name, made_at=timezone.now(), blocks=blocks,
        marking=_("Answer to a subject access request: for who asked"),
    )  # fmt: skip


def _what_is_not_here(request: SubjectRequest, rows: Sequence[RequestRow]) -> list[Block]:
    """How blocks read, how many records are not here, and the exemptions that may be named."""
    used = RequestRow.objects.filter(request=request, exemption__isnull=False)
    out = used.filter(decision=Decision.LEAVE_OUT).count()
    told = used.filter(exemption__is_told=True).order_by("exemption__order")
    names = list(dict.fromkeys(told.values_list("exemption__name", flat=True)))
    blocks: list[Block] = []
    if any(row.decision == Decision.REDACT for row in rows):
        words = _("%(block)s stands for words about other people.") % {"block": BLOCK}
        blocks.append(Notice(_("Covered words"), words))
    if out:
        blocks.append(Text(_("Records not included: %(n)s") % {"n": out}))
    if names:
        blocks += [Text(_("The law allows this for:")), Lines(names)]
    rights = _(
        "You may ask us to look again, or complain to us; we answer within 30 days that we have it. "
        "You may also complain to the Information Commissioner."
    )
    return [*blocks, Text(rights, is_note=True)]


def data(request: SubjectRequest, rows: Sequence[RequestRow]) -> bytes:
    """The answer to be read by a machine: the same words, JSON in UTF-8."""
    content = {
        "schema": SCHEMA, "schema_version": SCHEMA_VERSION,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "received": request.received_on.isoformat(),
        "records": [
            {
                "section": row.section,
                "date": row.on.isoformat() if row.on else None,
                **{name: words for name, (_label, words) in given(row).items()},
            }
            for row in rows
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _make(person: Any, run: PaperRun, pupils: Sequence[Pupil]) -> Parts:
    """Only of a request that was released, and whose file this run is."""
    seen = SubjectRequest.objects.visible_to(person).filter(copy=run)
    found = seen.select_related("pupil__school").first()
    if found is None or found.state not in (SubjectRequest.State.READY, SubjectRequest.State.SENT):
        return {one.pk: LeftOut(_("The request has not been released.")) for one in pupils}
    rows = rows_given(found)
    files = {"answer.pdf": pdf([paper(found, rows, by=person)]), "answer.json": data(found, rows)}
    return {found.pupil_id: files}


def _whole(run: PaperRun, parts: Sequence[tuple[Pupil, dict[str, bytes]]]) -> Made:
    [(pupil, files)] = parts
    day = timezone.localdate().isoformat()
    return Made(packed(files), ZIP_TYPE, f"answer-{slugify(pupil.short_name)}-{day}.zip")


KIND = Kind(
    SUBJECT_COPY, gettext_lazy("Answer to a request"), gettext_lazy("Subject access request answered"),
    make_subject_copies, _make, _whole,
)  # fmt: skip
