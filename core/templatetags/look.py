"""Marks of the look, each a cheap function that returns safe markup.

Templates load them as tags; views that compile table rows call them directly.
Nothing here reads the database.
"""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

STATES = {
    "ok": ("check", " st-ok"),
    "warn": ("tri", " st-warn"),
    "bad": ("octa", " st-bad"),
    "now": ("now", " st-now"),
    "no": ("no", ""),
    "early": ("dots", ""),
    "todo": ("ring", ""),
}
UNDO = "undo:"
SHEETS = ("tokens", "base", "shell", "components", "charts", "pages")
SCRIPTS = ("shell", "forms", "lists", "session")
HTMX = (
    '{"includeIndicatorStyles": false, "allowEval": false, "allowScriptTags": false,'
    ' "historyCacheSize": 0, "responseHandling": [{"code": "204", "swap": false},'
    ' {"code": "[23]..", "swap": true}, {"code": "422", "swap": true},'
    ' {"code": "...", "swap": false, "error": true}]}'
)


@register.simple_tag
@lru_cache(maxsize=256)
def asset(path: str) -> str:
    """Address of a static file; falls back to the plain one, so error pages never fail on it."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def door(name: str) -> str:
    """Address of a route that takes no arguments, or an empty text when there is no such route."""
    return _door(name, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _door(name: str, urlconf: str) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """One drawing from the sprite; hidden from screen readers unless it has a label."""
    if not label:
        return _plain_icon(name)
    return format_html(
        '<svg class="i" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
        label, asset("img/icons.svg"), name,
    )  # fmt: skip


@lru_cache(maxsize=128)
def _plain_icon(name: str) -> SafeString:
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', asset("img/icons.svg"), name
    )


@register.simple_tag
def state(kind: str, word: str, soft: bool = False) -> SafeString:
    """A state: shape and word, colour last. Kinds: ok, warn, bad, now, no, early, todo."""
    drawing, tone = STATES[kind]
    if soft:
        return format_html(
            '<span class="st st-soft{}">{}<span>{}</span></span>', tone, icon(drawing), word
        )
    return format_html('<span class="st{}">{}{}</span>', tone, icon(drawing), word)


@register.simple_tag(name="tag")
def label_tag(word: str, kind: str = "", drawing: str = "", url: str = "") -> SafeString:
    """A fact in a small box. Kinds: '', e, k, warn, bad, new, ok."""
    tone = f"tag tag-{kind}" if kind else "tag"
    inner = format_html("{}{}", icon(drawing), word) if drawing else conditional_escape(word)
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', tone, url, inner)
    return format_html('<span class="{}">{}</span>', tone, inner)


@register.simple_tag
def layer(code: str) -> SafeString:
    """The SEN layer of a pupil: E filled, K outlined, any other code grey, nothing for none."""
    if code == "E":
        return format_html(
            '<abbr class="tag tag-e" title="{}">E</abbr>', _("Education, health and care plan")
        )
    if code == "K":
        return format_html('<abbr class="tag tag-k" title="{}">K</abbr>', _("SEN support"))
    return format_html('<span class="tag">{}</span>', code) if code else SafeString("")


@register.simple_tag
def same_for_all(template: str) -> SafeString:
    """A template that shows the same to everybody: drawn once a language, then kept."""
    return _same_for_all(template, get_language() or "")


@lru_cache(maxsize=32)
def _same_for_all(template: str, _language: str) -> SafeString:
    return render_to_string(template)


@register.simple_tag(takes_context=True)
def csrf_field(context) -> SafeString:
    """The form's one-time key, also inside a component included with `only`."""
    request = getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )


@register.filter
def initials(text) -> str:
    """Two letters for a person: 'Toby Wrenfield' and 'Wrenfield, Toby' both give 'TW'."""
    last, comma, first = str(text).partition(",")
    words = f"{first} {last}".split() if comma else str(text).split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def name(text) -> SafeString:
    """A person's name, kept in its own writing direction, with the initials that quick privacy shows."""
    short = " ".join(f"{letter}." for letter in initials(text))
    return format_html('<bdi class="nm" data-short="{}">{}</bdi>', short, text)


@register.filter
def or_none(value) -> SafeString:
    """The value, or 'None recorded' where there is nothing (nought counts as something)."""
    if value is None or value == "":
        return format_html('<span class="quiet">{}</span>', _("None recorded"))
    return conditional_escape(value)


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """A date as '20 Nov 2026', machine-readable beneath."""
    if not value:
        return or_none(None)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), format_date(value, "j M Y")
    )


@register.filter
def moment(value: datetime | None) -> SafeString:
    """A moment as '20 Nov 2026, 10:42' in local time."""
    if not value:
        return or_none(None)
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time datetime="{}">{}</time>', here.isoformat(), format_date(here, "j M Y, H:i")
    )


@register.filter
def undo_url(message) -> str:
    """Where an undo message posts to: its extra tag 'undo:/address/', or an empty text."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.simple_tag(takes_context=True)
def kept_query(context, form=None, drop: str = "page") -> SafeString:
    """The address's other parameters as hidden fields of a GET form, without `drop` and the form's own."""
    gone = {*drop.split(), *(field.html_name for field in form or ())}
    kept = (
        (key, one) for key, many in context.request.GET.lists() if key not in gone for one in many
    )
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def sort_th(context, key: str, label: str, sort: str = "", kind: str = "") -> SafeString:
    """A column heading that sorts by link; `sort` is the key in force, with '-' for descending."""
    query = context.request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if sort == key else key
    ways = {
        key: (' aria-sort="ascending"', "sort"),
        f"-{key}": (' aria-sort="descending"', "sort-up"),
    }
    said, drawing = ways.get(sort, ("", ""))
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}{}</a></th>',
        mark_safe(said),
        format_html(' class="{}"', kind) if kind else "",
        query.urlencode(),
        label,
        format_html(" {}", icon(drawing)) if drawing else "",
    )


@register.simple_block_tag
def page_head(content, title: str, line: str = "") -> SafeString:
    """Title, one line of context, and at most three actions between the tags."""
    about = format_html('<p class="quiet">{}</p>', line) if line else ""
    end = format_html('<div class="end">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="page-head"><h1 tabindex="-1">{}</h1>{}{}</div>', title, about, end
    )


@register.simple_block_tag
def card(
    content, title: str, note: str = "", link: str = "", url: str = "", anchor: str = ""
) -> SafeString:
    """A card that holds one subject, named by its heading, with an optional link at its end."""
    anchor = anchor or f"{slugify(title) or 'card'}-h"
    end = format_html('<span class="end sm"><a href="{}">{}</a></span>', url, link) if url else ""
    quiet = format_html('<span class="quiet sm">{}</span>', note) if note else ""
    return format_html(
        '<section class="card-x" aria-labelledby="{0}"><header><h2 id="{0}">{1}</h2>{2}{3}</header>{4}</section>',
        anchor,
        title,
        quiet,
        end,
        content,
    )


@register.simple_block_tag
def scroll(content, label: str, wide: bool = False, bare: bool = False) -> SafeString:
    """The region around a table: named, reachable by keyboard when it scrolls. `bare` inside a card."""
    classes = " ".join(
        filter(None, ["" if bare else "card-x", "scroll", "scroll-wide" if wide else ""])
    )
    return format_html(
        '<div class="{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        classes,
        label,
        content,
    )


@register.simple_tag
@lru_cache(maxsize=1)
def look_files() -> SafeString:
    """The stylesheets, scripts and icon of every page, drawn once per process."""
    sheets = ["vendor/bootstrap.min.css", *(f"css/{sheet}.css" for sheet in SHEETS)]
    links = format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((asset(path),) for path in sheets)
    )
    scripts = ["vendor/htmx.min.js", *(f"js/{script}.js" for script in SCRIPTS)]
    early = format_html('<script src="{}"></script>', asset("js/early.js"))
    loads = format_html_join(
        "\n", '<script src="{}" defer></script>', ((asset(path),) for path in scripts)
    )
    return format_html(
        "<meta name=\"htmx-config\" content='{}'>\n"
        '<link rel="icon" type="image/svg+xml" href="{}">\n{}\n<link rel="stylesheet" media="print" href="{}">\n{}\n{}',
        mark_safe(HTMX),
        asset("img/favicon.svg"),
        links,
        asset("css/print.css"),
        early,
        loads,
    )
