"""The bytes that are signed are the same wherever they are made, and a seal holds for them alone."""

import datetime

import pytest

from appraisal.canonical import canonical, digest, holds, key_id, seal


def test_canonical_sorts_keys_and_composes_letters():
    composed, loose = {"b": "É", "a": 1}, {"a": 1, "b": "É"}
    assert canonical(composed) == canonical(loose) == '{"a":1,"b":"É"}'.encode()


def test_canonical_writes_days_and_moments_with_their_zone():
    at = datetime.datetime(2026, 11, 20, 9, 5, tzinfo=datetime.UTC)
    assert canonical([at, at.date()]) == b'["2026-11-20T09:05:00+00:00","2026-11-20"]'


def test_canonical_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_seal_holds_for_these_bytes_and_this_key_alone():
    sealed = seal(b"text", "secret")
    assert holds(b"text", sealed, "secret")
    assert not holds(b"texT", sealed, "secret")
    assert not holds(b"text", sealed, "other")
    assert not holds(b"text", "not base64!", "secret")
    assert len(sealed) == 88


def test_key_id_names_the_key_and_not_the_secret():
    assert key_id("secret") == key_id("secret") != key_id("other")
    assert len(key_id("secret")) == 16
    assert len(digest(b"")) == 64
