"""Check the types where the rules are: pure modules, policies, actions and reads (mypy)."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("core", "staff", "pupils", "interventions", "appraisal")
UNTYPED_STOREYS = {"migrations", "management", "models", "forms", "views", "templatetags"}
UNTYPED_MODULES = {"urls.py", "apps.py", "admin.py"}


def checked() -> list[str]:
    """Return the files whose types are checked."""
    found = [*sorted((ROOT / "scripts").glob("*.py")), ROOT / "manage.py"]
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            storeys = set(path.relative_to(ROOT).parts[1:-1])
            if not storeys & UNTYPED_STOREYS and path.name not in UNTYPED_MODULES:
                found.append(path)
    return [str(path) for path in found]


def main() -> int:
    """Run mypy over them; return its exit code."""
    command = [sys.executable, "-m", "mypy", *checked()]
    local = os.environ | {"PORTAL_MODE": "local"}
    return subprocess.run(command, cwd=ROOT, env=local, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
