"""Small drawings and touch controls that stand many times on a page.

Sizes and places are SVG attributes and colours are classes, so nothing needs an inline style.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .look import icon

register = template.Library()


def _share(value: float, total: float, width: int) -> float:
    """Length of `value` on a track `width` long that stands for `total`, never outside the track."""
    if not total or total <= 0:
        return 0.0
    return round(min(max(float(value or 0) / float(total), 0.0), 1.0) * width, 1)


@register.simple_tag
def bar_mini(
    value: float, total: float, due: float | None = None, low: bool = False, width: int = 84
) -> SafeString:
    """A bar of delivered against promised; the upright mark is what is due by today. The figure stands beside it."""
    mark = f'<path class="c-due" d="M{_share(due, total, width)} 1v12"/>' if due is not None else ""
    # Only numbers made here stand in the text, so nothing needs escaping.
    return SafeString(
        f'<svg class="mini" width="{int(width)}" height="14" viewBox="0 0 {int(width)} 14" aria-hidden="true">'
        f'<rect class="c-track" y="4" width="{int(width)}" height="6" rx="3"/>'
        f'<rect class="c-fill{" c-fill-low" if low else ""}" y="4" width="{_share(value, total, width)}"'
        f' height="6" rx="3"/>{mark}</svg>'
    )


@register.simple_tag
def ledger(value: float, total: float, due: float | None = None, low: bool = False) -> SafeString:
    """The same bar across the whole width of a card."""
    drawn = bar_mini(value, total, due, low, 348)
    opening = 'class="ledger" viewBox="0 0 348 14" preserveAspectRatio="none"'
    return mark_safe(
        drawn.replace('class="mini" width="348" height="14" viewBox="0 0 348 14"', opening, 1)
    )


@register.simple_tag
def sparkline(values: Sequence[float], width: int = 58, height: int = 20) -> SafeString:
    """The way of a measure, oldest first, with a dot on the latest; empty under two values."""
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    least, most = min(known), max(known)
    step, spread = (width - 4) / (len(known) - 1), most - least
    points = [
        (
            round(2 + place * step, 1),
            round(height - 3 - ((value - least) / spread if spread else 0.5) * (height - 6), 1),
        )
        for place, value in enumerate(known)
    ]
    return format_html(
        '<svg class="mini" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">'
        '<polyline class="c-spark" points="{2}"/><circle class="c-end" cx="{3}" cy="{4}" r="2.5"/></svg>',
        width,
        height,
        " ".join(f"{x},{y}" for x, y in points),
        *points[-1],
    )


@register.simple_tag
def interval(
    low: float, middle: float, high: float, label: str, top: float = 3, usual: float = 1
) -> SafeString:
    """A dot with the line where it likely lies, on an axis from 0 to `top`; `usual` is the dashed mark."""
    left, dot, right, mark = (_share(value, top, 150) for value in (low, middle, high, usual))
    return SafeString(
        '<svg class="mini" width="154" height="20" viewBox="-2 0 154 20" role="img"'
        f' aria-label="{conditional_escape(label)}">'
        f'<line class="c-grid" x1="0" x2="150" y1="10" y2="10"/><path class="c-exp" d="M{mark} 0v20"/>'
        f'<path class="c-int" d="M{left} 10H{right}M{left} 6v8M{right} 6v8"/>'
        f'<circle class="c-dot" cx="{dot}" cy="10" r="4.5"/></svg>'
    )


@register.simple_tag
def interval_axis(top: int = 3, usual: int = 1) -> SafeString:
    """The axis that stands under the heading of a column of intervals."""
    ends = {0: "start", top: "end"}
    marks = format_html_join(
        "",
        '<text x="{}" y="11" font-size="11" text-anchor="{}" fill="currentColor">{}</text>',
        (
            (_share(at, top, 150), ends.get(at, "middle"), _("1 usual") if at == usual == 1 else at)
            for at in range(top + 1)
        ),
    )
    return format_html(
        '<svg class="mini" width="154" height="14" viewBox="-2 0 154 14" aria-hidden="true">{}</svg>',
        marks,
    )


@register.simple_tag
def table_head(headings: Sequence[Any], words: int = 0) -> SafeString:
    """The headings of a table of figures; the last `words` columns hold words, the first names the row."""
    last = len(headings) - words
    cells = (
        (mark_safe(' class="num"') if 0 < place < last else "", heading)
        for place, heading in enumerate(headings)
    )
    drawn = format_html_join("", '<th scope="col"{}>{}</th>', cells)
    return format_html("<tr>{}</tr>", drawn)


@register.simple_tag
def table_rows(rows: Iterable[Sequence[Any]], words: int = 0) -> SafeString:
    """The rows of a table of figures, compiled here because there may be many."""
    drawn = []
    for row in rows:
        name, *cells = map(conditional_escape, row)
        cut = len(cells) - words
        numbers = "".join([f'<td class="num">{cell}</td>' for cell in cells[:cut]])
        rest = "".join([f"<td>{cell}</td>" for cell in cells[cut:]])
        drawn.append(f'<tr><th scope="row">{name}</th>{numbers}{rest}</tr>')
    return SafeString("\n".join(drawn))


@register.simple_tag
def seg(
    field: str, legend: str, options: Iterable[tuple], value="", was="", hint: str = ""
) -> SafeString:
    """A choice of up to five as one control; a dot marks `was`, the choice of last time.

    `field` is the form name; `options` are (value, label) pairs. Short labels are spoken with the legend.
    """
    told = format_html('<span class="visually-hidden">{} </span>', legend)
    rows = (
        (
            field,
            place,
            code,
            " checked" if str(code) == str(value) else "",
            " was" if was != "" and str(code) == str(was) else "",
            told if len(str(label)) < 3 else "",
            label,
        )
        for place, (code, label) in enumerate(options)
    )
    choices = format_html_join(
        "",
        '<input class="btn-check" type="radio" name="{0}" id="id_{0}_{1}" value="{2}"{3}>'
        '<label class="btn{4}" for="id_{0}_{1}">{5}{6}</label>',
        rows,
    )
    more = format_html(' <span class="hint">{}</span>', hint) if hint else ""
    return format_html(
        '<fieldset class="seg" id="id_{}" tabindex="-1"><legend>{}{}</legend><div class="seg-in">{}</div></fieldset>',
        field,
        legend,
        more,
        choices,
    )


@register.simple_tag
def seg_field(bound: BoundField, was="") -> SafeString:
    """The same control for a choice field of a form, with its help text and errors."""
    choices = cast(Any, bound.field).choices
    options = [choice for choice in choices if choice[0] not in ("", None)]
    value = bound.value()
    drawn = seg(
        bound.html_name,
        str(bound.label),
        options,
        "" if value is None else value,
        was,
        str(bound.help_text),
    )
    return format_html("{}{}", drawn, _errors(bound))


@register.simple_tag
def stepper(
    field: str, label: str, value="", hint: str = "", least: int = 0, most: int | None = None
) -> SafeString:
    """A small number with a minus and a plus; without script it is a plain number box."""
    top = format_html(' data-most="{}"', most) if most is not None else ""
    more = format_html(' <span class="hint">{}</span>', hint) if hint else ""
    return format_html(
        '<div><label class="lab" for="id_{0}">{1}{2}</label><div class="step">'
        '<button class="btn btn-plain js-only" type="button" data-step="-1" aria-label="{3}">{4}</button>'
        '<input class="form-control" id="id_{0}" name="{0}" inputmode="numeric" autocomplete="off" value="{5}"'
        ' data-least="{6}"{7}>'
        '<button class="btn btn-plain js-only" type="button" data-step="1" aria-label="{8}">{9}</button></div></div>',
        field,
        label,
        more,
        _("%(what)s: one fewer") % {"what": label},
        icon("minus"),
        "" if value is None else value,
        least,
        top,
        _("%(what)s: one more") % {"what": label},
        icon("plus"),
    )


def _errors(bound: BoundField) -> SafeString:
    """The errors of a field, in the words of the form."""
    return format_html_join(
        "", '<p class="err" id="{}_error">{}</p>', ((bound.auto_id, e) for e in bound.errors)
    )
