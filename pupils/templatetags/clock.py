"""Cells of the statutory clock: the state of a step as shape and word, and its days."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.look import day, state
from pupils import deadlines
from pupils.backplan import COMING, DONE, DONE_LATE, LATE, RISK
from pupils.models import Step

register = template.Library()


@register.filter
def step_state(step: Step) -> SafeString:
    """Late by how many days, at risk, to come, done, or done late; soft, for tables and lists."""
    late = step.late_by
    words = {
        LATE: ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late},
        RISK: _("At risk"),
        COMING: _("To come"),
        DONE: _("Done"),
        DONE_LATE: ngettext("Done %(n)s day late", "Done %(n)s days late", late) % {"n": late},
    }
    marks = {LATE: "bad", RISK: "warn", COMING: "todo", DONE: "ok", DONE_LATE: "warn"}
    return state(marks[step.state], words[step.state], soft=True)


@register.filter
def step_words(step: Step, is_own: bool = False) -> str:
    """What is to be done, for everybody or for its owner."""
    return deadlines.words_of(step, is_own=is_own)


@register.filter
def step_days(step: Step) -> SafeString:
    """The day it is due or was done; the law's day where it is another one, and why it was moved."""
    if step.done_on:
        return format_html("{} {}", _("done"), day(step.done_on))
    parts = [format_html("{}", day(step.due_on))]
    if step.moved_from:
        parts.append(
            format_html('<span class="quiet">{} {}</span>', _("moved from"), day(step.moved_from))
        )
    if step.law_on and step.law_on != step.due_on:
        parts.append(
            format_html('<span class="quiet">{} {}</span>', _("by law until"), day(step.law_on))
        )
    return format_html("{}", SafeString(", ".join(parts)))


@register.filter
def step_owner(step: Step) -> str:
    """Whose it is: a colleague, or who outside does it."""
    if step.owner:
        return step.owner.person.full_name
    return str(step.get_who_display())


@register.filter
def flow_name(flow: str) -> str:
    """ "Annual review" for its code."""
    return dict(Step._meta.get_field("flow").flatchoices).get(flow, flow)


@register.filter
def block_kind(block: object) -> str:
    """Which kind of block of a paper it is: "Table"."""
    return type(block).__name__
