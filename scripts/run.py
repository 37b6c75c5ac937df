"""Start the portal on this computer: prepare the database once, then web server and worker.

    .venv/bin/python -m scripts.run [--port 8000]   start; Ctrl-C stops both
    .venv/bin/python -m scripts.run --reset         throw the demo away and build it again

The first start writes data/local.env (mode, keys, demo password). Later starts read it, keep what
was entered, and do only what is new: migrations of a new version, changed static files.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from hlta_portal.copies import in_use

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hlta_portal.settings")
LOCAL_ENV = ROOT / "data" / "local.env"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper
WAIT_SECONDS = 120  # only until the first page; a busy or old computer takes its time
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def local_settings() -> dict[str, str]:
    """Return what data/local.env holds; empty before the first start."""
    lines = LOCAL_ENV.read_text().splitlines() if LOCAL_ENV.exists() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {name: value.removeprefix("'").removesuffix("'") for name, value in pairs}


def remember_local_settings() -> bool:
    """Write data/local.env on the first start; later only a demo password that was set anew.

    Returns whether the demo people have another password than before.
    """
    kept, chosen = local_settings(), os.environ.get("DEMO_PASSWORD", "")
    if kept and chosen in ("", kept.get("DEMO_PASSWORD")):
        return False
    spoken = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    wanted = {
        "PORTAL_MODE": "local",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "DEMO": os.environ.get("DEMO", "1"),
        **kept,
        "DEMO_PASSWORD": chosen or spoken,
    }
    LOCAL_ENV.parent.mkdir(parents=True, exist_ok=True)
    LOCAL_ENV.touch(mode=0o600)
    LOCAL_ENV.write_text("".join(f"{name}='{value}'\n" for name, value in wanted.items()))
    return bool(kept)


def manage(*command: str) -> None:
    """Run one of the portal's commands; end with its exit code if it fails."""
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def forget_demo() -> None:
    """Remove the demo's SQLite files; anything else is not a demo and stays."""
    asked = (
        "from django.conf import settings as s; print(int(s.DEMO), s.DATABASES['default']['NAME'])"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    demo, _, name = done.stdout.strip().splitlines()[-1].partition(" ")
    if demo != "1" or not name.endswith(".sqlite3"):
        raise SystemExit("make reset rebuilds only the demo: this database is not one.")
    if in_use(Path(name)):
        raise SystemExit("Stop the portal first (Ctrl-C where it runs), then make reset.")
    for end in ("", "-wal", "-shm"):
        Path(name + end).unlink(missing_ok=True)


def someone_listens(port: int) -> bool:
    """Return whether the port is taken."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int) -> bool:
    """Return whether the portal serves its health page yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def start_web(port: int) -> subprocess.Popen[bytes]:
    """Start the web server."""
    web = [sys.executable, "-m", "gunicorn", "hlta_portal.wsgi", "--preload", "--no-control-socket"]
    web += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    web += ["--log-level", "warning", "--graceful-timeout", "5"]
    return subprocess.Popen(web, cwd=ROOT)


def start_worker() -> subprocess.Popen[bytes]:
    """Start the worker of background jobs."""
    worker = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "-v", "0"]
    return subprocess.Popen(worker, cwd=ROOT)


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask both to end, and insist after ten seconds; being asked twice changes nothing."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + 10
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def greet(port: int) -> None:
    """Print where the portal is and how to sign in."""
    kept = local_settings()
    password = os.environ.get("DEMO_PASSWORD") or kept.get("DEMO_PASSWORD", "")
    demo = (os.environ.get("DEMO") or kept.get("DEMO", "0")).lower() in ("1", "true", "yes", "on")
    print(f"\nHLTA Portal is at  http://127.0.0.1:{port}/")
    if demo:
        print(
            f"Sign in as         hlta, ta1, senco, head, teacher, …  with the password  {password}"
        )
        print("                   or choose a person on the sign-in page")
    else:
        print("Add a school with  .venv/bin/python manage.py add_school --help")
    print("Stop with          Ctrl-C\n", flush=True)


def serve(port: int) -> int:
    """Serve until Ctrl-C (0) or until one of the two ends by itself (1).

    The worker starts when the first page is there: nobody waits for it, and it would take the processor.
    """
    children = [start_web(port)]
    try:
        until = time.monotonic() + WAIT_SECONDS
        while not answers(port):
            if any(child.poll() is not None for child in children):
                sys.stderr.write("The portal did not start; the reason stands above.\n")
                return 1
            if time.monotonic() > until:
                sys.stderr.write(
                    f"The portal gave no page within {WAIT_SECONDS} seconds; try again: make run\n"
                )
                return 1
            time.sleep(0.1)
        children.append(start_worker())
        greet(port)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        sys.stderr.write("The web server or the worker ended by itself; start again: make run\n")
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(children)


def stop_politely(_number: int, _frame: object) -> None:
    """Turn a request to end into the same exit as Ctrl-C, so that both children are stopped."""
    raise KeyboardInterrupt


def catch() -> None:
    """Treat every way of being asked to end alike."""
    for number in ENDINGS:
        signal.signal(number, stop_politely)


def main() -> int:
    """Prepare, then serve or (with --reset) only rebuild; return the exit code."""
    parser = argparse.ArgumentParser(description="HLTA Portal on this computer")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="rebuild the demo")
    asked = parser.parse_args()
    catch()
    if not asked.reset and someone_listens(asked.port):
        raise SystemExit(
            f"Port {asked.port} is taken: choose another, for example PORT=8080 make run."
        )
    has_new_password = remember_local_settings()
    if asked.reset:
        forget_demo()
    manage("prepare", *(["--new-demo-password"] if has_new_password else []))
    return 0 if asked.reset else serve(asked.port)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
