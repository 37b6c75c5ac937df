"""Install a hashed lock file into this interpreter's environment, with uv when it can be had.

    .venv/bin/python scripts/install.py requirements.lock

uv takes a few seconds where pip takes a minute. It does not read pip's configuration, so the
package indexes that pip was told about are handed over; when uv is missing or fails, pip does it.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
# pip's setting: the variable by which uv calls the same thing
HANDED_OVER = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_EXTRA_INDEX_URL",
    "find-links": "UV_FIND_LINKS",
}


def pip_settings() -> dict[str, str]:
    """Return pip's own settings by name; the environment wins over the files."""
    listed = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False)
    found: dict[str, str] = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        found[name.rpartition(".")[2]] = value.strip().strip("'\"").replace("\\n", " ")
    return found


def uv_environment() -> dict[str, str]:
    """Return the environment in which uv looks where pip would look."""
    settings = pip_settings()
    wanted = {HANDED_OVER[name]: settings[name] for name in HANDED_OVER if settings.get(name)}
    if "UV_FIND_LINKS" in wanted:
        wanted["UV_FIND_LINKS"] = ",".join(wanted["UV_FIND_LINKS"].split())
    if "cert" in settings:
        wanted["SSL_CERT_FILE"] = settings["cert"]
    # Every file is checked against its hash, so any index may serve it.
    wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return wanted | dict(os.environ)


def with_uv(lock: Path) -> bool:
    """Install with uv; return whether it worked."""
    uv = Path(sys.executable).with_name("uv")
    if not uv.exists():
        tools = ["install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements-uv.lock")]
        subprocess.run([*PIP, *tools], check=False, stderr=subprocess.DEVNULL)
    if not uv.exists():
        return False
    command = [str(uv), "pip", "install", "--quiet", "--python", sys.executable]
    command += ["--require-hashes", "-r", str(lock)]
    return subprocess.run(command, env=uv_environment(), check=False).returncode == 0


def main() -> int:
    """Install the named lock; return the exit code."""
    lock = ROOT / sys.argv[1]
    if with_uv(lock):
        return 0
    sys.stderr.write("uv could not install the packages; pip does it, which takes longer.\n")
    command = [*PIP, "install", "--quiet", "--require-hashes", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode == 0:
        return 0
    sys.stderr.write(f"The packages in {lock.name} could not be installed: is there a network?\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
