"""Put a copy of the SQLite database back in the place of the present one."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from hlta_portal.copies import UnusableCopyError, examine, put_back
from hlta_portal.management.commands.backup import known_migrations


class Command(BaseCommand):
    """Exit 0 when the copy is in place; on a refusal nothing has been touched."""

    help = "Put a copy made by backup in place; the present database is kept beside it"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file that backup wrote."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        """Examine, exchange, bring an older copy up to this version, print what is there now."""
        if connection.vendor != "sqlite":
            raise CommandError(
                "This database is PostgreSQL: use pg_restore, see docs/operations.md."
            )
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        live = Path(settings.DATABASES["default"]["NAME"])
        aside = live.with_name(f"{live.name}.before-restore-{timezone.now():%Y%m%d-%H%M%S}")
        connection.close()
        try:
            rows = examine(file, known_migrations())
            put_back(file, live, aside)
        except UnusableCopyError as refusal:
            raise CommandError(str(refusal)) from refusal
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"{live}: {sum(rows.values())} rows in {len(rows)} tables.")
        if aside.exists():
            self.stdout.write(f"What was there before is kept as {aside.name}.")
