"""Cells of tables of pupils: short forms of needs, and how near a review is."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from core.templatetags.look import day, state
from pupils.models import ProfileStrategy
from pupils.needs import short_name
from pupils.saying import in_words

register = template.Library()
register.filter("need_short", short_name)
register.filter("in_words", in_words)

SOON_DAYS = 14


@register.filter
def firmness(tag: str) -> str:
    """ "Must do" for the tag of a strategy."""
    return str(ProfileStrategy.Tag(tag).label)


@register.filter
def review_cell(due_on: datetime.date | None) -> SafeString:
    """A day, with a shape and words where it is past or within two weeks."""
    if due_on is None:
        return day(None)
    left = (due_on - timezone.localdate()).days
    if left > SOON_DAYS:
        return day(due_on)
    if left < 0:
        words = ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
        return format_html("{} {}", day(due_on), state("bad", words, soft=True))
    words = ngettext("%(n)s day", "%(n)s days", left) % {"n": left}
    return format_html("{} {}", day(due_on), state("warn", words, soft=True))
