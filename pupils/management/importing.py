"""What the two import commands share: arguments, one run, and the words they print."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import School
from pupils.actions.imports import import_file
from pupils.columns import columns_of, unused_in_words
from pupils.files import read
from pupils.models import ImportRow
from pupils.models.imports import ImportColumn
from pupils.planned import SchoolNow
from pupils.planning import plan
from pupils.reading import UnusableFile
from pupils.reading.limits import take
from pupils.saying import in_words

ALL_TAKEN, SOME_REFUSED, UNUSABLE = 0, 1, 2


class ImportCommand(BaseCommand):
    """Import one file of pupils into one school. Exit 0: all rows taken; 1: some refused; 2: unusable."""

    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE --school URN [--dry-run]."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--school", type=int, required=True, metavar="URN")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen only")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, save unless it is a dry run, print, and end with the exit code."""
        try:
            content = take(options["file"])
            school = School.objects.filter(urn=options["school"]).first()
            if school is None:
                raise UnusableFile(
                    _("There is no school with the URN %(urn)s.") % {"urn": options["school"]}
                )
            rows, columns = self._run(content, school, options["file"].name, options["dry_run"])
        except UnusableFile as wrong:
            raise CommandError(in_words(wrong.sentence), returncode=UNUSABLE) from None
        except OSError as wrong:
            words = f"The file cannot be opened: {wrong.strerror or wrong}."
            raise CommandError(words, returncode=UNUSABLE) from None
        for line in _report(rows, columns, is_dry_run=options["dry_run"]):
            self.stdout.write(line)
        if any(row.outcome == ImportRow.Outcome.REFUSED for row in rows):
            raise SystemExit(SOME_REFUSED)

    def _run(
        self, content: bytes, school: School, name: str, is_dry_run: bool
    ) -> tuple[list[ImportRow], list[ImportColumn]]:
        if not is_dry_run:
            item = import_file(
                by=None, school=school, file_name=name, content=content, kind=self.kind
            )
            return list(item.rows.all()), list(item.columns.all())
        reading = read(content, kind=self.kind)
        plans = plan(reading.rows, SchoolNow.read(school.pk, timezone.localdate()))
        rows = [
            ImportRow(
                line=one.row.line, outcome=one.outcome, reason=one.reason, warnings=one.warnings,
                name=one.pupil.list_name if one.pupil else one.row.name,
            )
            for one in plans
        ]  # fmt: skip
        return rows, columns_of(reading)


def _report(
    rows: Iterable[ImportRow], columns: Iterable[ImportColumn], *, is_dry_run: bool
) -> Iterator[str]:
    """Counts first, then columns not used, each refused line with its reason, then the warnings."""
    rows = list(rows)
    outcomes = ImportRow.Outcome
    count = {one: sum(row.outcome == one for row in rows) for one in outcomes.values}
    yield (
        f"{'Would be: ' if is_dry_run else ''}{count[outcomes.NEW]} new, "
        f"{count[outcomes.CHANGED]} changed, {count[outcomes.UNCHANGED]} unchanged, "
        f"{count[outcomes.REFUSED]} refused"
    )
    if unused := unused_in_words(columns):
        yield unused
    for row in rows:
        if row.outcome == outcomes.REFUSED:
            yield f"line {row.line}: {row.name or 'no name'}: refused: {row.reason}"
    for row in rows:
        for words in row.warnings:
            yield f"line {row.line}: {row.name}: note: {words}"
