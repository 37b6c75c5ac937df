"""The portal refuses to start with unsafe settings, in one plain sentence each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hlta_portal import startup
from hlta_portal.refusals import LOCAL_KEY

ROOT = Path(__file__).resolve().parents[2]
KEY = "Zq8-vT3_mN6xR1bY9kL4wD7sF2hJ5cG0pQaEuIoWtXrMzKdHnB4"
GOOD = {"PORTAL_MODE": "production", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "portal.school.example"}
SAID = "HLTA Portal does not start: "


def start(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command with these settings and no others of ours."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


REFUSED = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    "default key": ({"SECRET_KEY": LOCAL_KEY}, "SECRET_KEY is the default key"),
    "generated key": ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is the default key"),
    "short key": ({"SECRET_KEY": "Zq8-vT3_mN6x"}, "SECRET_KEY is too short or too simple"),
    "one letter": ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too short or too simple"),
    "debug": ({"DEBUG": "1"}, "DEBUG is on"),
    "no hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    "every host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS contains *"),
    "demo": ({"DEMO": "1"}, "Demo mode signs anybody in with one click"),
    "unknown mode": ({"PORTAL_MODE": "staging"}, "PORTAL_MODE must be production or local"),
    "test mode": ({"PORTAL_MODE": "test"}, "PORTAL_MODE=test is for the tests only"),
    "local for others": (
        {"PORTAL_MODE": "local"},
        "Local mode serves this computer only",
    ),
    "demo for others": (
        {"PORTAL_MODE": "local", "DEMO": "1", "ALLOWED_HOSTS": "127.0.0.1,0.0.0.0"},
        "Local mode serves this computer only",
    ),
}


@pytest.mark.parametrize(("changed", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_start_with_unsafe_settings_is_refused_in_one_sentence(changed, sentence):
    answer = start("manage.py", "check", **(GOOD | changed))
    assert answer.returncode == 1
    assert answer.stderr.startswith(SAID + sentence)
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""


def test_start_without_a_mode_is_production():
    answer = start("manage.py", "check", PORTAL_MODE="", DEMO="1")
    assert answer.stderr.startswith(SAID + "Demo mode signs anybody in")


def test_start_with_safe_settings_passes_the_deployment_check():
    answer = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert answer.stderr == ""
    assert answer.returncode == 0
    assert "no issues" in answer.stdout


def test_start_local_needs_no_settings():
    assert start("manage.py", "check", PORTAL_MODE="local").returncode == 0


def test_wsgi_without_a_database_ends_in_one_sentence(tmp_path):
    missing = f"sqlite:///{tmp_path}/no-such-folder/portal.sqlite3"
    answer = start("-c", "import hlta_portal.wsgi", DATABASE_URL=missing, **GOOD)
    assert answer.returncode == startup.BOOT_ERROR
    assert answer.stderr.startswith(SAID + "The database cannot be opened or written")
    assert answer.stderr.count("\n") == 1


def test_wsgi_before_migrate_ends_in_one_sentence(tmp_path):
    empty = f"sqlite:///{tmp_path}/portal.sqlite3"
    answer = start("-c", "import hlta_portal.wsgi", DATABASE_URL=empty, **GOOD)
    assert answer.returncode == startup.BOOT_ERROR
    assert answer.stderr == SAID + "The database is older than this version: run migrate first.\n"


def test_wsgi_with_unsafe_settings_ends_in_one_sentence():
    answer = start("-c", "import hlta_portal.wsgi", PORTAL_MODE="production")
    assert answer.returncode == startup.BOOT_ERROR
    assert answer.stderr.startswith(SAID + "SECRET_KEY is not set")


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/portal", "nfs4"),
        ("/srv/portal/data", "nfs4"),
        ("/srv/other", "ext4"),
        ("/home/my files/x", "cifs"),
        ("/srv/portal2", "ext4"),
    ],
)
def test_file_system_of_finds_the_nearest_mount(folder, kind):
    mounts = (
        "disk / ext4 rw 0 0\n"
        "server:/x /srv/portal nfs4 rw 0 0\n"
        "//server/y /home/my\\040files cifs rw 0 0\n"
        "short\n"
    )
    assert startup.file_system_of(Path(folder), mounts) == kind


def test_start_on_a_network_drive_is_refused(monkeypatch):
    monkeypatch.setattr(startup, "file_system_of", lambda _path, _mounts: "cifs")
    if startup.connection.vendor == "sqlite":
        with pytest.raises(ImproperlyConfigured, match="on a network drive"):
            startup.verify_file_system()
    else:
        assert startup.verify_file_system() is None


@pytest.mark.django_db
def test_start_with_a_migrated_database_passes_every_check():
    for check in startup.CHECKS:
        check()
