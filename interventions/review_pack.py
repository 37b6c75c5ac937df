"""What this floor puts into the pack of an annual review: provision delivered since the last decision."""

from collections.abc import Sequence
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.paper import Block, Notice, Table, Text
from interventions.impact import gains_of
from interventions.pupil_sessions import PlaceDose, doses_of
from pupils import packs
from pupils.models import AnnualReview
from pupils.policies import see_progress


def join() -> None:
    """Add the part."""
    packs.add(packs.Part("delivered", gettext_lazy("Provision delivered"), 45, delivered))


def delivered(person: Any, review: AnnualReview) -> Sequence[Block]:
    """Each place since the day the review counts from: promised and received, and what changed."""
    if reason := see_progress(person, review.pupil):
        return [Notice(_("Left out of this copy"), reason)]
    doses = [
        dose for dose in doses_of(review.pupil, person) if dose.place.ends_on >= review.counted_from
    ]
    if not doses:
        return [Text(_("No group has been logged since the last decision."))]
    gains = gains_of(dose.place for dose in doses)
    heads = [_("Group and programme"), _("When"), _("Received of planned"), _("What changed")]
    rows = [[_name(dose), _when(dose), dose.words, gains[dose.place.pk].words] for dose in doses]
    note = _("A gain is never read without its dose: what was received of what was planned.")
    return [Table(heads, rows, "", [3, 2, 3, 4]), Text(note, is_note=True)]


def _name(dose: PlaceDose) -> str:
    group = dose.place.group
    return f"{group.name}, {group.programme}"


def _when(dose: PlaceDose) -> str:
    first, last = dose.place.starts_on, dose.place.ends_on
    words = {"first": format_date(first, "j M Y"), "last": format_date(last, "j M Y")}
    return _("%(first)s to %(last)s") % words
