"""The vendored front-end files are the ones that were reviewed."""

import hashlib
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts" / "vendor.py")
vendor = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(vendor)


def test_vendored_files_equal_their_manifest():
    assert vendor.differences() == []


def test_check_finds_changed_missing_and_added_files(tmp_path, monkeypatch):
    for path in vendor.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "htmx.min.js").write_bytes(b"alert(1)")
    (tmp_path / "bootstrap-LICENSE").unlink()
    (tmp_path / "extra.js").write_bytes(b"")
    monkeypatch.setattr(vendor, "FOLDER", tmp_path)
    monkeypatch.setattr(vendor, "MANIFEST", tmp_path / "manifest.json")
    assert vendor.differences() == [
        "extra.js is not in the manifest",
        "bootstrap-LICENSE is missing",
        "htmx.min.js differs from its manifest",
    ]


@pytest.mark.parametrize("package", ["bootstrap", "htmx", "atkinson-hyperlegible-next"])
def test_every_vendored_package_has_its_licence_beside_it(package):
    (licence,) = [path for path in vendor.FOLDER.glob(f"{package}*") if path.suffix in ("", ".txt")]
    assert "Permission" in licence.read_text() or "PERMISSION" in licence.read_text()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.js", b"x()\n//# sourceMappingURL=a.js.map", b"x()\n"),
        ("a.css", b"b{}\n/*# sourceMappingURL=a.css.map */\n", b"b{}\n"),
        ("a.css", b"b{}\n", b"b{}\n"),
        ("LICENSE", b"//# sourceMappingURL=a", b"//# sourceMappingURL=a"),
    ],
)
def test_vendor_drops_the_line_that_names_a_source_map(name, before, after):
    assert vendor.without_source_map(name, before) == after


def test_no_vendored_file_names_a_source_map():
    named = [p.name for p in vendor.FOLDER.glob("*.*s") if b"sourceMappingURL" in p.read_bytes()]
    assert named == []


def test_fonts_of_papers_are_the_ones_that_were_reviewed():
    folder = ROOT / "documents" / "fonts"
    wanted = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert found == wanted
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text()
