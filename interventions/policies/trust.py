"""Who sees figures of a whole trust."""

from typing import Any

from django.utils.translation import gettext as _


def see_trust(person: Any) -> str:
    """Posts that cover the trust: figures of every school, and no names."""
    if person.access.trust_ids:
        return ""
    return _(
        "Figures of the trust are for people whose post covers the whole trust. The headteacher or "
        "HR can say so on a post."
    )
