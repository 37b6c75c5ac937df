"""Fetch the front-end files into static/vendor/, or check them against their manifest.

    python scripts/vendor.py          fetch the pinned versions (needs npm; maintainers only)
    python scripts/vendor.py --check  compare each file with manifest.json; exit 1 on a difference

Installing the portal needs neither: the files are part of the repository.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor"
MANIFEST = FOLDER / "manifest.json"
FONT = "atkinson-hyperlegible-next"

# name@version -> file inside the package: file here
WANTED: dict[str, dict[str, str]] = {
    "bootstrap@5.3.9": {
        "dist/css/bootstrap.min.css": "bootstrap.min.css",
        "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
        "LICENSE": "bootstrap-LICENSE",
    },
    "htmx.org@2.0.11": {
        "dist/htmx.min.js": "htmx.min.js",
        "LICENSE": "htmx-LICENSE",
    },
    f"@fontsource/{FONT}@5.3.0": {
        **{
            # latin-ext holds the Welsh letters with circumflex and the names of half of Europe
            f"files/{FONT}-{subset}-{weight}-normal.woff2": f"{FONT}-{subset}-{weight}-normal.woff2"
            for subset in ("latin", "latin-ext")
            for weight in (400, 600, 700)
        },
        "LICENSE": f"{FONT}-OFL.txt",
    },
}
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=[^*]*\*/)\s*$")


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def without_source_map(name: str, content: bytes) -> bytes:
    """Drop the line that names a source map: the map is not here, and browsers ask for it."""
    return SOURCE_MAP.sub(b"\n", content) if name.endswith((".css", ".js")) else content


def fetch(package: str, files: dict[str, str]) -> dict[str, dict[str, str]]:
    """Download one package with npm, keep the wanted files, return their manifest entries."""
    entries = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for inside, here in files.items():
                member = tar.extractfile(f"package/{inside}")
                if member is None:
                    raise SystemExit(f"{package} has no file {inside}.")
                content = without_source_map(here, member.read())
                (FOLDER / here).write_bytes(content)
                entries[here] = {"from": package, "file": inside, "sha256": digest(content)}
    return entries


def differences() -> list[str]:
    """Return one sentence for each file that is missing, changed or not in the manifest."""
    listed = json.loads(MANIFEST.read_text())
    present = {path.name for path in FOLDER.iterdir()} - {MANIFEST.name}
    wanted = {here for files in WANTED.values() for here in files.values()}
    found = [f"{name} is not in the manifest" for name in sorted(present - listed.keys())]
    found += [f"{name} is missing" for name in sorted((listed.keys() | wanted) - present)]
    for name in sorted(present & listed.keys()):
        if digest((FOLDER / name).read_bytes()) != listed[name]["sha256"]:
            found.append(f"{name} differs from its manifest")
    return found


def main() -> int:
    """Fetch or check; return the exit code."""
    parser = argparse.ArgumentParser(description="Front-end files under static/vendor/")
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    if not parser.parse_args().check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        manifest: dict[str, dict[str, str]] = {}
        for package, files in WANTED.items():
            manifest |= fetch(package, files)
        MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    found = differences()
    for sentence in found:
        sys.stderr.write(f"static/vendor: {sentence}.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
