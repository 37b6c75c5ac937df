"""Write a consistent copy of the SQLite database while the portal runs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hlta_portal.copies import UnusableCopyError, examine, take


class Command(BaseCommand):
    """Exit 0 when the copy was written, read back and found sound."""

    help = (
        "Write a sound copy of the SQLite database to FILE (for PostgreSQL see docs/operations.md)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file that does not exist yet."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        """Copy, read the copy back, print how many rows it holds."""
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_dump, see docs/operations.md.")
        try:
            rows = take(Path(settings.DATABASES["default"]["NAME"]), file)
            examine(file, known_migrations())
        except UnusableCopyError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{file}: {sum(rows.values())} rows in {len(rows)} tables.")


def known_migrations() -> dict[str, set[str]]:
    """Return the migrations that this version has, by app."""
    known: dict[str, set[str]] = {}
    for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations:
        known.setdefault(app, set()).add(name)
    return known
