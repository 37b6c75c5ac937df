"""The local start keeps what it wrote, takes a password that was chosen, and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from scripts import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def local_env(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "LOCAL_ENV", tmp_path / "data" / "local.env")
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.delenv("DEMO", raising=False)
    return tmp_path / "data" / "local.env"


def test_first_start_writes_a_key_and_a_password_that_only_the_owner_reads(local_env):
    assert run.remember_local_settings() is False
    kept = run.local_settings()
    assert kept["PORTAL_MODE"] == "local"
    assert kept["DEMO"] == "1"
    assert len(kept["SECRET_KEY"]) >= 50
    assert len(kept["DEMO_PASSWORD"]) >= 12
    assert local_env.stat().st_mode & 0o077 == 0


def test_later_start_keeps_everything(local_env):
    run.remember_local_settings()
    before = local_env.read_text()
    assert run.remember_local_settings() is False
    assert local_env.read_text() == before


def test_password_chosen_later_replaces_the_first_and_nothing_else(local_env, monkeypatch):
    run.remember_local_settings()
    before = run.local_settings()
    monkeypatch.setenv("DEMO_PASSWORD", "it's #1 here")
    assert run.remember_local_settings() is True
    assert run.local_settings() == before | {"DEMO_PASSWORD": "it's #1 here"}
    assert run.remember_local_settings() is False


def test_greeting_says_where_and_how(local_env, monkeypatch, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "lantern-orchard-47")
    run.remember_local_settings()
    run.greet(8123)
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/" in said
    assert "lantern-orchard-47" in said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.slow
def test_servers_start_answer_and_stop_together(tmp_path):
    port = free_port()
    wanted = {
        "PORTAL_MODE": "local",
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
        "DATA_DIR": str(tmp_path),
    }
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=kept | wanted,
        check=True,
        timeout=120,
    )
    serving = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from scripts import run; run.catch(); raise SystemExit(run.serve({port}))",
        ],
        cwd=ROOT,
        env=kept | wanted,
        stdout=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not run.answers(port):
            assert serving.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as page:
            assert b"password" in page.read()
    finally:
        serving.send_signal(signal.SIGTERM)
        code = serving.wait(timeout=30)
    assert code == 0
    assert not run.someone_listens(port)
