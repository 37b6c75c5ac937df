"""Reading the layers of a pupil: where one stands, and the trail of why."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.chronology import Entry
from pupils.models import LayerMove, Pupil

LAYER = "layer"


def layer_on(pupil: Pupil, on: datetime.date | None = None) -> LayerMove | None:
    """The move that put the pupil where one stands on a day, today unless said; one query."""
    moves = LayerMove.objects.standing().filter(pupil=pupil, on__lte=on or timezone.localdate())
    return moves.select_related("layer").order_by("-on", "-pk").first()


def trail_of(person: Any, pupil: Pupil) -> list[LayerMove]:
    """Every move, withdrawn ones too, newest first; one query."""
    moves = LayerMove.objects.visible_to(person).filter(pupil=pupil)
    return list(moves.select_related("layer", "before", "recorded_by").order_by("-on", "-pk"))


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """Moves between layers for the chronology, for those who read plans whole; one query."""
    url = reverse("pupil_layers", args=[pupil.pk])
    for move in trail_of(person, pupil):
        words = {"layer": move.layer, "before": move.before}
        title = _("Layer of support: %(layer)s") % words
        if move.before:
            title = _("Layer of support: %(layer)s, before %(before)s") % words
        if move.withdrawn_on:
            title = _("%(title)s (withdrawn)") % {"title": title}
        said = _("Decided by %(who)s. %(why)s") % {"who": move.decided_by, "why": move.why}
        yield Entry(move.on, LAYER, title, said, move.recorded_by.full_name, url)
