"""Check a pupil's file that was sent or received: every part, and the seal."""

from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pupils import manifest

MOST_BYTES = 200 * 1024 * 1024


class Command(BaseCommand):
    """``manage.py verify_pupil_file pupil-file.zip``"""

    help = "Checks that every part of a pupil's file is as it was sealed, and whose key sealed it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and the name of the key to expect where it is another school's."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--key", default="", help="name of the sending school's key, as they read it to you"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what does not hold; ends with 1 where something does not."""
        sealed, parts = _read(options["file"])
        own = [settings.SIGNING_KEY, *settings.SIGNING_KEYS_RETIRED]
        trusted = [options["key"]] if options["key"] else [manifest.key_name(one) for one in own]
        found = manifest.faults(sealed, parts, trusted=trusted)
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} faults in {options['file'].name}.", returncode=1)
        self.stdout.write(f"{len(parts)} parts, all as they were sealed.")


def _read(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The manifest and the parts. Raises CommandError for what is no such file."""
    try:
        with ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise CommandError("The file is larger than a pupil's file can be.")
            files = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, BadZipFile) as error:
        raise CommandError(f"{path} cannot be read as a ZIP file.") from error
    if manifest.NAME not in files:
        raise CommandError(f"There is no {manifest.NAME} in {path.name}.")
    return files.pop(manifest.NAME), files
