"""The session engine: Django's own, which also writes down whose session it is (settings.SESSION_ENGINE)."""

import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import models
from django.utils import timezone

from core.kept import Kept

#: What a session remembers about the sitting, beside what Django and the sign-in library keep there.
BEGAN = "began"
SEEN = "seen"
DEVICE = "device"
SHARED = "shared_tablet"
POSTS = "posts"
SECOND_FACTOR = "second_factor"


_SITTING = Kept(
    lambda key, now: (
        SessionStore.get_model_class()
        .objects.select_related("person")
        .filter(session_key=key, expire_date__gt=now)
    ),
    2,
)


class SessionStore(DatabaseStore):
    """Sessions in the table ``SignIn``; person, device and start are copied out of the data."""

    #: Whose session was read from the table; None before it is read, and where nobody is signed in.
    person: Any = None

    @classmethod
    def get_model_class(cls) -> type[models.Model]:
        """The table; looked up late, because the engine is loaded before the apps."""
        return apps.get_model("staff", "SignIn")

    def _get_session_from_db(self) -> models.Model | None:
        """The row with its person, whom every page needs next, in one query."""
        rows = _SITTING(self.session_key, timezone.now())
        if not rows:
            self._session_key = None
            return None
        self.person = rows[0].person
        return rows[0]

    def create_model_instance(self, data: dict[str, Any]) -> models.Model:
        """The row to be written."""
        row = super().create_model_instance(data)
        person_id = data.get(SESSION_KEY)
        began = data.get(BEGAN)
        row.person_id = int(person_id) if person_id else None
        row.device = data.get(DEVICE, "")
        row.began_at = datetime.datetime.fromtimestamp(began, tz=datetime.UTC) if began else None
        return row


def forget_ended() -> str:
    """Delete the rows of sessions that have run out; one line about how many there were."""
    ended = SessionStore.get_model_class().objects.filter(expire_date__lt=timezone.now())
    count = ended.count()
    SessionStore.clear_expired()
    return f"{count} ended sign-ins forgotten"


def device_name(user_agent: str) -> str:
    """A browser in words a person recognises: "Chrome on Windows"."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("SamsungBrowser", "Samsung Internet"),
                ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
    systems = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("CrOS", "Chromebook"),
               ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    browser = next((name for sign, name in browsers if sign in user_agent), "")
    system = next((name for sign, name in systems if sign in user_agent), "")
    return f"{browser} on {system}" if browser and system else browser or system
