"""Check the types where the rules are: pure modules, policies and actions (mypy)."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("core", "staff", "pupils", "interventions", "appraisal")
RULES = {"policies", "actions"}
DJANGO = re.compile(r"^(?:from|import) django", re.MULTILINE)
SECOND_STOREY = {"migrations", "management", "models", "forms", "views", "templatetags"}


def is_checked(path: Path) -> bool:
    """Policies and actions, and every module above them that knows no Django."""
    storeys = set(path.relative_to(ROOT).parts[1:-1]) | {path.stem}
    if storeys & RULES:
        return True
    return not storeys & SECOND_STOREY and not DJANGO.search(path.read_text())


def checked() -> list[str]:
    """Return the files whose types are checked."""
    found = [*sorted((ROOT / "scripts").glob("*.py")), ROOT / "manage.py"]
    found += [
        one for floor in FLOORS for one in sorted((ROOT / floor).rglob("*.py")) if is_checked(one)
    ]
    return [str(path) for path in found]


def main() -> int:
    """Run mypy over them; return its exit code."""
    command = [sys.executable, "-m", "mypy", *checked()]
    local = os.environ | {"PORTAL_MODE": "local"}
    return subprocess.run(command, cwd=ROOT, env=local, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
