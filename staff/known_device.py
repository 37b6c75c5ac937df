"""A signed cookie by which a browser is known for the people who signed in there.

Wrong passwords are counted for each account. If they were only counted so, anybody who knows a user
name could keep its owner out for as long as they like. So tries from a browser where this person
signed in before are counted by themselves (OWASP, "device cookies"): a stranger who hammers the
account blocks strangers, and the owner still gets in from their own tablet.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "staff.known_device"
MAX_AGE = 180 * 24 * 60 * 60
#: A shared tablet knows this many people; the one who signed in longest ago is forgotten first.
MOST = 12
COOKIE = "__Host-known" if settings.SESSION_COOKIE_SECURE else "known"


def mark_of(request: HttpRequest, username: str) -> str:
    """The mark this browser got when ``username`` signed in here, or an empty string."""
    return dict(_marks(request)).get(_digest(username), "")


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let this browser be known for ``username`` from now on."""
    digest = _digest(username)
    others = [pair for pair in _marks(request) if pair[0] != digest]
    marks = [[digest, secrets.token_urlsafe(9)], *others][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[list[str]]:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return []


def _digest(username: str) -> str:
    return salted_hmac(SALT, username.strip().lower()).hexdigest()[:16]
