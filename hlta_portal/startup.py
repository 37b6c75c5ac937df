"""What must be true before the first request is served; each "no" is one plain sentence."""

import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core.checks import verify_triggers

BOOT_ERROR = 3  # the code by which gunicorn knows that starting again would not help
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs"}
)


def file_system_of(path: Path, mounts: str) -> str:
    """Return the type of the file system that holds ``path``; ``mounts`` is /proc/mounts' text."""
    held_by, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= len(held_by.parts):
            held_by, kind = point, fields[2]
    return kind


def verify_file_system() -> None:
    """Refuse an SQLite file on a network drive: its log needs memory shared on one computer."""
    mounts = Path("/proc/mounts")
    if connection.vendor != "sqlite" or not mounts.exists():
        return
    folder = Path(settings.DATABASES["default"]["NAME"]).resolve().parent
    kind = file_system_of(folder, mounts.read_text())
    if kind in NETWORK_FILE_SYSTEMS:
        raise ImproperlyConfigured(
            f"The database file is on a network drive ({kind}), where SQLite loses records: "
            "put it on this computer's own disk, or use PostgreSQL."
        )


def verify_migrations() -> None:
    """Refuse a database that is behind the code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ImproperlyConfigured("The database is older than this version: run migrate first.")


def verify_static_files() -> None:
    """Refuse to serve pages whose style sheets have not been collected."""
    if (
        isinstance(staticfiles_storage, ManifestFilesMixin)
        and staticfiles_storage.manifest_hash == ""
    ):
        raise ImproperlyConfigured("The style sheets are not in place: run collectstatic first.")


CHECKS: tuple[Callable[[], None], ...] = (
    verify_file_system,
    verify_migrations,
    verify_triggers,
    verify_static_files,
)


def verify() -> None:
    """Run every check; raise ImproperlyConfigured with the first sentence that applies."""
    try:
        for check in CHECKS:
            check()
    except DatabaseError as error:
        raise ImproperlyConfigured(
            f"The database cannot be opened or written ({type(error).__name__}): "
            "check DATABASE_URL, and the rights on its folder."
        ) from error
    finally:
        connection.close()


def application_or_say_why() -> WSGIHandler:
    """Load the settings, run the checks and return the application; a refusal is one sentence."""
    try:
        django.setup(set_prefix=False)
        verify()
    except ImproperlyConfigured as refusal:
        sys.stderr.write(f"HLTA Portal does not start: {refusal}\n")
        raise SystemExit(BOOT_ERROR) from None
    return get_wsgi_application()
