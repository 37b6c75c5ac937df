"""Bring database and static files up to this version; does nothing where nothing is new."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.checks import verify_triggers
from core.models import School
from staff.demo_people import NAMES
from staff.models import StaffMember


class Command(BaseCommand):
    """Run at each start of a local copy, and once after each upgrade of a server."""

    help = "Migrate, make the cache table, collect the static files and load the demo, where needed"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether DEMO_PASSWORD is another than when the demo was loaded."""
        parser.add_argument("--new-demo-password", action="store_true")

    def handle(self, *_args: object, new_demo_password: bool, **_options: object) -> None:
        """Do what is due, in the order in which each needs the one before."""
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        if migrations_are_due():
            self.say("Preparing the database…")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if static_files_are_due():
            self.say("Collecting style sheets…")
            call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEMO and not School.objects.exists():
            if "load_demo" not in get_commands():
                raise ImproperlyConfigured("Demo mode is on, and this version has no load_demo.")
            self.say("Loading the demo trust…")
            call_command("load_demo")
        elif settings.DEMO and new_demo_password:
            encoded = make_password(settings.DEMO_PASSWORD)
            StaffMember.objects.filter(username__in=NAMES).update(password=encoded)

    def say(self, sentence: str) -> None:
        """Print at once, so that whoever waits sees what for."""
        self.stdout.write(sentence)
        self.stdout.flush()


def migrations_are_due() -> bool:
    """Return whether the database is behind the code, or has lost a trigger."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return True
    try:
        verify_triggers()
    except ImproperlyConfigured:
        return True
    return False


def static_files_are_due() -> bool:
    """Return whether a static file is newer than what was collected, or was added since."""
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not collected.exists():
        return True
    since = collected.stat().st_mtime
    for finder in get_finders():
        for name, storage in finder.list([]):
            original = Path(storage.path(name))
            if original.stat().st_mtime > since or not (collected.parent / name).exists():
                return True
    return False
