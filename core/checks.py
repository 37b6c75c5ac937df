"""Start-up checks: what must stand before the first request is served."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS

from core import triggers


def verify_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise ImproperlyConfigured with one sentence if a trigger that guards a record is gone."""
    gone = triggers.missing(using)
    if gone:
        names = ", ".join(gone)
        raise ImproperlyConfigured(
            f"The database has lost the triggers that guard its records ({names}); run migrate."
        )
