"""Cells of tables of access arrangements: the state, and how near the end is."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.look import day, state
from pupils.arrangements import NEAR_WEEKS
from pupils.models import Arrangement

register = template.Library()
MARKS = {"considered": "todo", "applied": "now", "approved": "ok", "refused": "bad", "ended": "no"}


@register.filter
def arrangement_state(row: Arrangement) -> SafeString:
    """The state as shape and word; soft, for tables."""
    return state(MARKS[row.state], capfirst(row.get_state_display()), soft=True)


@register.filter
def until_cell(row: Arrangement) -> SafeString:
    """The last day, with a shape and words where it is near or behind while the arrangement is in use."""
    if row.valid_to is None or not row.is_live:
        return day(row.valid_to)
    left = (row.valid_to - timezone.localdate()).days
    if left < 0:
        return format_html("{} {}", day(row.valid_to), state("bad", _("has ended"), soft=True))
    if datetime.timedelta(days=left) > datetime.timedelta(weeks=NEAR_WEEKS):
        return day(row.valid_to)
    words = ngettext("in %(n)s day", "in %(n)s days", left) % {"n": left}
    return format_html("{} {}", day(row.valid_to), state("warn", words, soft=True))
