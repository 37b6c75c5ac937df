"""Evidence in one sentence, built from the record: dose beside every gain, pupils as initials."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.wording import short_day
from interventions.impact import Gain
from interventions.models import Attendance, Place, Session
from interventions.scales import show_change, show_value

#: The field's length: a statement that would be longer ends in an ellipsis.
LONGEST = 400


@dataclass(frozen=True)
class Offer:
    """One piece of own work as it would stand in the review: kind, its key, day, and the sentence."""

    kind: str
    source_id: int
    on: datetime.date
    statement: str


def session_statement(session: Session, marks: Sequence[Attendance]) -> str:
    """What a session says: group, day, minutes, and who took part as initials."""
    here = [mark.pupil.initials for mark in marks if mark.code in Attendance.TOOK_PART]
    words = {
        "group": session.group.name, "day": short_day(session.on),
        "minutes": ngettext("%(n)s minute", "%(n)s minutes", session.minutes_delivered or 0)
        % {"n": session.minutes_delivered or 0},
        "here": len(here), "of": len(marks), "who": ", ".join(here) or _("nobody"),
    }  # fmt: skip
    text = (
        _("%(group)s, %(day)s: %(minutes)s, %(here)s of %(of)s pupils took part (%(who)s).") % words
    )
    if session.step:
        text += " " + _("Step reached: %(step)s.") % {"step": session.step}
    return _short(text)


def gain_statement(place: Place, gain: Gain, pace: float | None) -> str:
    """What a pupil's progress says: scores, change, pace where it may be told, and the dose."""
    parts = [_("%(who)s in %(group)s.") % {"who": place.pupil.initials, "group": place.group.name}]
    parts.append(_scores(gain))
    if pace is not None:
        parts.append(_("%(pace)s times the usual pace.") % {"pace": f"{pace:.1f}"})
    if gain.is_real is False:
        parts.append(_("The change is within the test’s own error."))
    parts.append(_dose(gain))
    return _short(" ".join(part for part in parts if part))


def _scores(gain: Gain) -> str:
    if gain.measure is None or gain.entry is None or gain.latest is None or gain.change is None:
        return gain.refusal or _("Not measured yet.")
    scale = gain.measure.scale
    words = {
        "measure": gain.measure.name, "unit": gain.unit,
        "first": show_value(scale, float(gain.entry.value)), "first_on": short_day(gain.entry.on),
        "last": show_value(scale, float(gain.latest.value)), "last_on": short_day(gain.latest.on),
        "change": show_change(gain.change),
    }  # fmt: skip
    return (
        _(
            "%(measure)s from %(first)s on %(first_on)s to %(last)s on %(last_on)s, %(change)s %(unit)s."
        )
        % words
    )


def _dose(gain: Gain) -> str:
    words = {
        "attended": gain.dose.attended, "planned": gain.dose.planned,
        "minutes": gain.dose.minutes_delivered,
    }  # fmt: skip
    text = (
        _("Took part in %(attended)s of %(planned)s planned sessions, %(minutes)s minutes.") % words
    )
    return text if gain.dose.is_enough else text + " " + _("Too little delivered to judge.")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
