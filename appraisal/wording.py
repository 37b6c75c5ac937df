"""Reviews in words: steps, who acts next, and by when; the same on every page."""

import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from appraisal import steps
from appraisal.steps import Dates, Standing, Step


def step_label(name: str) -> str:
    """A step in a word or two."""
    return {
        steps.OBJECTIVES: _("Objectives"),
        steps.EVIDENCE: _("Evidence"),
        steps.OWN_VIEW: _("Own view"),
        steps.JUDGEMENT: _("Judgement"),
        steps.SIGNATURES: _("Signatures"),
    }[name]


def drawn_steps(standing: Standing, dates: Dates, today: datetime.date) -> list[dict[str, str]]:
    """The steps as the component draws them."""
    return [
        {"label": step_label(step.name), "state": step.state}
        for step in steps.steps_of(standing, dates, today)
    ]


def short_day(day: datetime.date) -> str:
    """A day as "20 Nov 2026"."""
    return format_date(day, "j M Y")


def due_words(step: Step | None, today: datetime.date) -> str:
    """By when the current step should be done, or how late it is."""
    if step is None:
        return _("Signed by both")
    if step.by < today:
        return _("Overdue, %(day)s") % {"day": short_day(step.by)}
    return short_day(step.by)


def next_words(standing: Standing, is_appraisee: bool, is_appraiser: bool, name: str = "") -> str:
    """Who acts next, seen from the reader: "You sign", "Danielle Okoro chooses evidence"."""
    who = steps.waits_for(standing)
    if not who:
        return _("Signed by both")
    is_mine = who == steps.BOTH and (is_appraisee or is_appraiser)
    is_mine |= (who == steps.APPRAISEE and is_appraisee) or (
        who == steps.APPRAISER and is_appraiser
    )
    if standing.state == steps.READY:
        return _("You sign") if is_mine else _sign_words(who)
    if not standing.objectives:
        return _("Agree objectives together")
    if who == steps.APPRAISEE:
        return _appraisee_words(standing, is_mine, name)
    if standing.levels < steps.AREAS:
        return _("You judge the areas") if is_mine else _("The appraiser judges the areas")
    return _("You say it is ready to sign") if is_mine else _("The appraiser says it is ready")


def _sign_words(who: str) -> str:
    return {
        steps.BOTH: _("Both sign"),
        steps.APPRAISEE: _("The appraisee signs"),
        steps.APPRAISER: _("The appraiser signs"),
    }[who]


def _appraisee_words(standing: Standing, is_mine: bool, name: str) -> str:
    if not standing.evidence:
        if is_mine:
            return _("You choose evidence")
        return _("%(name)s chooses evidence") % {"name": name or _("The appraisee")}
    if is_mine:
        return _("You give your own view")
    return _("%(name)s gives their own view") % {"name": name or _("The appraisee")}
