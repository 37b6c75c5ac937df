"""What needs me on the caseload: three at most, each with its reason and its way in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions import caseload as reads
from interventions import policies, progress
from interventions.caseload import SOON_DAYS, Line
from staff import home
from staff.access import PROVISION

NAMED = 3


def needs_band(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Reviews that are late or near, minutes behind, and pupils who are not moving."""
    found = (_reviews(lines), _behind(lines), _not_moving(lines))
    return [need for need in found if need is not None]


def home_needs(person: Any) -> Iterable[home.Need]:
    """The same on the first page of whoever sees the whole school."""
    if policies.see_caseload(person) or not person.access.has_any(*PROVISION):
        return
    for rank, need in enumerate(needs_band(reads.lines_of(person)), start=20):
        yield home.Need(
            rank, need["title"], need["why"], need["url"], need["links"][0]["label"], need["count"]
        )


def _reviews(lines: Sequence[Line]) -> dict[str, Any] | None:
    late = sorted(
        (line for line in lines if reads.is_overdue(line)), key=lambda line: line.left or 0
    )
    if late:
        title = ngettext("%(n)d review is overdue", "%(n)d reviews are overdue", len(late))
        words = ngettext(
            "Longest: %(name)s, %(days)d day.", "Longest: %(name)s, %(days)d days.", -late[0].left
        )
        why = words % {"name": late[0].short_name, "days": -late[0].left}
        return _need(title, why, late, "overdue")
    soon = [line for line in lines if line.left is not None and line.left <= SOON_DAYS]
    if not soon:
        return None
    title = ngettext(
        "%(n)d review is due in two weeks", "%(n)d reviews are due in two weeks", len(soon)
    )
    first = min(soon, key=lambda line: line.left)
    why = _("First: %(name)s, in %(days)d days.") % {"name": first.short_name, "days": first.left}
    return _need(title, why, soon, "due&sort=left")


def _behind(lines: Sequence[Line]) -> dict[str, Any] | None:
    behind = sorted((line for line in lines if line.is_behind), key=lambda line: -line.short)
    if not behind:
        return None
    title = ngettext(
        "%(n)d pupil is behind on minutes", "%(n)d pupils are behind on minutes", len(behind)
    )
    why = _("%(minutes)s minutes short of what was due, most for %(name)s (%(most)d).") % {
        "minutes": f"{sum(line.short for line in behind):,}", "name": behind[0].short_name,
        "most": behind[0].short,
    }  # fmt: skip
    return _need(title, why, behind, "behind&sort=minutes")


def _not_moving(lines: Sequence[Line]) -> dict[str, Any] | None:
    still = [line for line in lines if line.verdict == progress.NOT_MOVING]
    if not still:
        return None
    title = ngettext("%(n)d pupil is not moving", "%(n)d pupils are not moving", len(still))
    names = ", ".join(line.short_name for line in still[:NAMED])
    if len(still) > NAMED:
        names = _("%(names)s and %(n)d more") % {"names": names, "n": len(still) - NAMED}
    why = _("%(names)s: enough sessions, and no change beyond the test’s own error.") % {
        "names": names
    }
    need = _need(title, why, still, "not_moving")
    need["links"].append({"label": _("Why this rule"), "url": reverse("how_judged")})
    return need


def _need(title: str, why: str, lines: Sequence[Line], view: str) -> dict[str, Any]:
    url = f"{reverse('caseload')}?view={view}"
    see = ngettext("See the pupil", "See the %(n)d pupils", len(lines)) % {"n": len(lines)}
    return {
        "title": title % {"n": len(lines)}, "why": why, "url": url, "count": len(lines),
        "links": [{"label": see, "url": url}],
    }  # fmt: skip
