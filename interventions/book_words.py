"""How the record book reads what this floor wrote short: numbers of sessions, and marks of pupils."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interventions.models import Attendance, Group, Measure, Programme
from staff import book
from staff.book_values import Key, Telling, name_records, tell

PUPIL = "pupils.pupil"
#: One mark as ``log_session`` keeps it: "31 P 25 e4 h2 7/10".
MARK = re.compile(r"^(\d+) (\w) (\d+)(?: e(\d))?(?: h(\d))?(?: (\d+)/(\d+))?$")


def join() -> None:
    """Called once, when the app is ready."""
    tell("interventions.group", "sessions", Telling(_sessions))
    tell("interventions.session", "marks", Telling(_marks, _pupils_marked))
    book.name_field("interventions.group", "slots", gettext_lazy("weekly times"))
    for model in (Group, Measure, Programme):
        name_records(model._meta.label_lower, _named(model))


def _named(model: Any) -> Any:
    return lambda _person, keys: dict(model.objects.filter(pk__in=keys).values_list("pk", "name"))


def _sessions(old: str, new: str, _names: dict[Key, str]) -> str:
    removed, made = (int(text.lstrip("+-") or 0) for text in (old, new))
    parts = []
    if made:
        parts.append(
            ngettext("%(n)s session planned", "%(n)s sessions planned", made) % {"n": made}
        )
    if removed:
        words = ngettext(
            "%(n)s planned session taken out", "%(n)s planned sessions taken out", removed
        )
        parts.append(words % {"n": removed})
    return ", ".join(parts) or _("no session added or taken out")


def _pupils_marked(value: str) -> Iterable[Key]:
    found = (MARK.match(line) for line in value.split("; "))
    return [(PUPIL, int(mark[1])) for mark in found if mark]


def _marks(old: str, new: str, names: dict[Key, str]) -> str:
    before, after = (_in_words(text, names) for text in (old, new))
    if before and after:
        return _("marks before: %(old)s; marks now: %(new)s") % {"old": before, "new": after}
    if before:
        return _("marks taken out: %(old)s") % {"old": before}
    return _("marks: %(new)s") % {"new": after}


def _in_words(text: str, names: dict[Key, str]) -> str:
    found = (MARK.match(line) for line in text.split("; "))
    return ", ".join(_mark(mark, names) for mark in found if mark)


def _mark(mark: re.Match[str], names: dict[Key, str]) -> str:
    pupil, code, minutes, engagement, prompt, right, of = mark.groups()
    codes = dict(Attendance.Code.choices)
    parts = [str(codes.get(code, code)), _("%(n)s minutes") % {"n": minutes}]
    parts += [_("engagement %(n)s") % {"n": engagement}] if engagement else []
    if prompt:
        label = dict(Attendance.Prompt.choices).get(int(prompt), prompt)
        parts.append(_("help: %(words)s") % {"words": label})
    parts += [_("%(right)s of %(of)s right") % {"right": right, "of": of}] if of else []
    name = names.get((PUPIL, int(pupil)), _("a pupil"))
    return f"{name} ({', '.join(parts)})"
