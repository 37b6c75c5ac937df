"""The exact bytes that are signed: sorted JSON in UTF-8 and NFC, its SHA-256, and an Ed25519 seal.

Pure. A secret text becomes a key by SHA-256, so that a setting of any length serves. The key's name is
the start of the SHA-256 of its public half: a seal says which key made it, and old seals still hold
after the key has changed, as long as the old secret is kept among the retired ones.
"""

import base64
import hashlib
import json
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: Version of the form: raised when the shape of what is signed changes.
FORM = 1


def canonical(content: Any) -> bytes:
    """The content as bytes that are the same wherever they are made. Raises ValueError for NaN."""
    text = json.dumps(
        _plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(content: bytes) -> str:
    """SHA-256, 64 letters."""
    return hashlib.sha256(content).hexdigest()


def key_id(secret: str) -> str:
    """The name of a key, 16 letters."""
    return hashlib.sha256(_key(secret).public_key().public_bytes_raw()).hexdigest()[:16]


def seal(content: bytes, secret: str) -> str:
    """The Ed25519 signature of ``content``, base64."""
    return base64.b64encode(_key(secret).sign(content)).decode()


def holds(content: bytes, sealed: str, secret: str) -> bool:
    """Whether a seal is this key's over exactly these bytes."""
    try:
        _key(secret).public_key().verify(base64.b64decode(sealed, validate=True), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key(secret: str) -> Ed25519PrivateKey:
    seed = hashlib.sha256(b"seals under signatures:" + secret.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(key)): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
