"""Manifests: what was changed after sealing is found, whoever changed it."""

import json

import pytest

from pupils import manifest

SECRET = "a secret of the installation"
PARTS = {"pupil-file.pdf": b"%PDF one", "pupil-file.json": "{“é”}".encode()}
ABOUT = {"recipient": "Harbour Bridge School", "made_by": "Zoe\u0301 Farrant", "pupils": 1}


def sealed(parts=PARTS, secret=SECRET) -> bytes:
    return manifest.seal(ABOUT, parts, secret)


def test_manifest_of_untouched_parts_holds():
    assert manifest.faults(sealed(), PARTS) == []
    assert manifest.faults(sealed(), PARTS, trusted=[manifest.key_name(SECRET)]) == []


def test_manifest_says_each_part_with_its_size_and_seal():
    read = json.loads(sealed())["manifest"]
    assert read["form"] == "1.0"
    assert read["recipient"] == "Harbour Bridge School"
    assert [(part["name"], part["bytes"]) for part in read["parts"]] == [
        ("pupil-file.json", len(PARTS["pupil-file.json"])), ("pupil-file.pdf", 8),
    ]  # fmt: skip
    assert read["parts"][1]["sha256"] == manifest.digest(b"%PDF one")


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({**PARTS, "pupil-file.pdf": b"%PDF two"}, "pupil-file.pdf was changed."),
        ({"pupil-file.pdf": b"%PDF one"}, "pupil-file.json is missing."),
        ({**PARTS, "more.txt": b""}, "more.txt is not in the manifest."),
    ],
)
def test_manifest_finds_a_part_changed_missing_or_added(parts, fault):
    assert manifest.faults(sealed(), parts) == [fault]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Harbour Bridge", b"Harbour Brigde"),
        (b'"pupils": 1', b'"pupils": 2'),
        (b'"1.0"', b'"1.1"'),
    ],
)
def test_manifest_finds_a_change_in_itself(old, new):
    assert old in sealed()
    changed = sealed().replace(old, new)
    assert manifest.faults(changed, PARTS) == ["The manifest was changed after it was sealed."]


def test_manifest_sealed_again_by_another_key_is_found_by_who_knows_the_key():
    forged = sealed({**PARTS, "pupil-file.pdf": b"other"}, "another secret")
    parts = {**PARTS, "pupil-file.pdf": b"other"}
    assert manifest.faults(forged, parts) == []
    [fault] = manifest.faults(forged, parts, trusted=[manifest.key_name(SECRET)])
    assert fault.startswith("The manifest is sealed with another key: ")


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1]", b'{"manifest": {}, "seal": {}}', b"\xff"])
def test_manifest_that_is_none_is_said_to_be_none(junk):
    assert manifest.faults(junk, PARTS) == ["This is not a manifest that can be read."]


def test_manifest_is_no_part_of_itself():
    with pytest.raises(ValueError, match="not a part"):
        sealed({"manifest.json": b""})


def test_key_has_a_name_that_can_be_read_out():
    assert manifest.key_name(SECRET) == manifest.key_name(SECRET) != manifest.key_name("other")
    assert [len(group) for group in manifest.key_name(SECRET).split("-")] == [4, 4, 4, 4]
