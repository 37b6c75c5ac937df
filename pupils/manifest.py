"""The manifest of a file that leaves the school: each part with its SHA-256, sealed with Ed25519. Pure.

The seal is made by a key that follows from the installation's secret; the public half travels in the
manifest, so that anybody can check that nothing was changed on the way, and its name is what the
sending school can be asked for on the telephone. A changed secret makes another key: old manifests
hold as before, because they carry theirs.
"""

import base64
import binascii
import hashlib
import json
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

#: Version of the form: raised when the shape of a manifest changes.
FORM = "1.0"
NAME = "manifest.json"
#: What keeps this key apart from others that follow from the same secret.
PURPOSE = b"manifests of files that leave the school:"


def digest(content: bytes) -> str:
    """SHA-256, 64 letters."""
    return hashlib.sha256(content).hexdigest()


def key_name(secret: str) -> str:
    """The name of the key of a secret: the start of its public half's SHA-256, in four groups."""
    return _name(_key(secret).public_key().public_bytes_raw())


def seal(about: Mapping[str, Any], parts: Mapping[str, bytes], secret: str) -> bytes:
    """The manifest of some parts, as the bytes of its file. ``about`` is text, numbers, true or false.

    Raises ValueError for a part that is called like the manifest itself.
    """
    if NAME in parts:
        raise ValueError(f"{NAME} is the manifest, not a part.")
    content = {
        "form": FORM,
        **about,
        "parts": [
            {"name": name, "bytes": len(body), "sha256": digest(body)}
            for name, body in sorted(parts.items())
        ],
    }
    key = _key(secret)
    public = key.public_key().public_bytes_raw()
    sealed = {
        "manifest": content,
        "seal": {
            "algorithm": "Ed25519",
            "key": _name(public),
            "public_key": base64.b64encode(public).decode(),
            "signature": base64.b64encode(key.sign(_canonical(content))).decode(),
        },
    }
    return json.dumps(sealed, ensure_ascii=False, indent=1, sort_keys=True).encode()


def faults(
    sealed: bytes, parts: Mapping[str, bytes], *, trusted: Collection[str] = ()
) -> list[str]:
    """What does not hold, in sentences; nothing where all of it does.

    ``parts`` are all files beside the manifest. ``trusted`` are names of keys: without any, the seal
    proves that nothing was changed since it was sealed, and not who sealed it.
    """
    try:
        read = json.loads(sealed)
        content, mark = read["manifest"], read["seal"]
        public = base64.b64decode(mark["public_key"], validate=True)
        signature = base64.b64decode(mark["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _canonical(content))
        listed = {part["name"]: part["sha256"] for part in content["parts"]}
    except (InvalidSignature, binascii.Error):
        return ["The manifest was changed after it was sealed."]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["This is not a manifest that can be read."]
    found = []
    if trusted and _name(public) not in trusted:
        found.append(f"The manifest is sealed with another key: {_name(public)}.")
    found += [f"{name} is missing." for name in sorted(listed.keys() - parts.keys())]
    found += [f"{name} is not in the manifest." for name in sorted(parts.keys() - listed.keys())]
    found += [
        f"{name} was changed."
        for name in sorted(listed.keys() & parts.keys())
        if digest(parts[name]) != listed[name]
    ]
    return found


def _name(public: bytes) -> str:
    start = hashlib.sha256(public).hexdigest()[:16]
    return "-".join(start[place : place + 4] for place in range(0, 16, 4))


def _key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(PURPOSE + secret.encode()).digest())


def _canonical(content: Any) -> bytes:
    """The same bytes wherever they are made: sorted, without spaces, NFC, UTF-8."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return unicodedata.normalize("NFC", text).encode()
