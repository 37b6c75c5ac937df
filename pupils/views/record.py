"""The head of a pupil's record, shared by every page of it: who, alerts, why, tabs.

A page of the record begins with ``open_record``: it finds the pupil, notes the look once with its
reason, and gives the head, which the template draws with ``components/record_head.html``.
"""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.templatetags.look import label_tag, layer, name
from pupils import policies, tabs
from pupils.alerts import alerts_of
from pupils.models import Pupil
from pupils.namesakes import namesakes_of
from pupils.needs import short_name
from pupils.reasons import Reason, why_visible


def open_record(request: HttpRequest, pk: int, current_tab: str) -> tuple[Pupil, dict[str, Any]]:
    """The pupil, or 404 out of sight, and the record's head; a look is noted when the page is read."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    reason = why_visible(request.user, pupil)
    if request.method in ("GET", "HEAD"):
        audit.looked(
            by=request.user, page=current_tab, reason=reason.words, about=pupil,
            school_id=pupil.school_id, pupil_id=pupil.pk,
        )  # fmt: skip
    return pupil, _head(request, pupil, current_tab, reason)


def record_head(request: HttpRequest, pupil: Pupil, current_tab: str) -> dict[str, Any]:
    """The head alone, for a page that found the pupil itself and notes its own look.

    Two queries and one for each kind of alert, and another where a pupil of the year has the same
    surname.
    """
    reason = why_visible(request.user, pupil)
    return _head(request, pupil, current_tab, reason)


def _head(request: HttpRequest, pupil: Pupil, current_tab: str, reason: Reason) -> dict[str, Any]:
    person = request.user
    shown = [
        {
            "label": tab.label,
            "url": reverse(tab.url_name, args=[pupil.pk]),
            "is_current": tab.name == current_tab,
            "count": None,
        }
        for tab in tabs.tabs_for(person, pupil)
    ]
    return {
        "name": pupil.name,
        "tags": [*_emergency_tag(request, reason), *_tags(person, pupil)],
        "facts": _facts(pupil),
        "actions": [*_emergency_act(reason), *_acts(person, pupil)],
        "why": reason.words,
        "why_links": _why_links(person, pupil),
        "tabs": shown,
        "tabs_label": _("Pupil record"),
    }


def _emergency_tag(request: HttpRequest, reason: Reason) -> list[SafeString]:
    """That the record is open in an emergency, and until when; the page leaves the screen with it."""
    if reason.emergency is None:
        return []
    ends_at = reason.emergency.ends_at
    request.leaves_at = ends_at
    time = date_format(timezone.localtime(ends_at), "H:i")
    words = _("Emergency access until %(time)s") % {"time": time}
    return [label_tag(words, "bad", "clock")]


def _emergency_act(reason: Reason) -> list[dict[str, Any]]:
    if reason.emergency is None:
        return []
    url = reverse("end_emergency", args=[reason.emergency.pk])
    return [
        {
            "name": "end_emergency", "label": _("End emergency access"), "url": url,
            "icon": "lock", "post": True, "is_main": True,
        }
    ]  # fmt: skip


def _tags(person: Any, pupil: Pupil) -> list[SafeString]:
    found = [
        label_tag(one.words, one.kind, one.drawing, one.url) for one in alerts_of(person, pupil)
    ]
    if pupil.sen_code != Pupil.SenCode.NONE:
        found.append(layer(pupil.sen_code))
    if pupil.main_need:
        words = _("%(need)s, main need") % {"need": short_name(pupil.main_need)}
        found.append(label_tag(words))
    if pupil.second_need:
        found.append(label_tag(short_name(pupil.second_need)))
    if pupil.has_medical_flag:
        found.append(label_tag(_("Medical alert"), "bad", "med"))
    if pupil.is_looked_after:
        found.append(label_tag(_("Looked after"), "warn", "flag"))
    if pupil.has_eal:
        found.append(label_tag(_("EAL")))
    if pupil.left_on and pupil.left_on < timezone.localdate():
        words = _("Left %(day)s") % {"day": format_date(pupil.left_on, "j M Y")}
        found.append(label_tag(words, "warn", "out"))
    return found + _namesakes(person, pupil)


def _namesakes(person: Any, pupil: Pupil) -> list[SafeString]:
    """A warning when another pupil whom the person also sees has the same surname in the year."""
    return [
        label_tag(
            _("Same surname: %(name)s, %(form)s")
            % {"name": other.short_name, "form": other.form or other.year_group},
            "warn", "tri", reverse("pupil", args=[other.pk]),
        )
        for other in namesakes_of(person, pupil)[:2]
    ]  # fmt: skip


def _facts(pupil: Pupil) -> list[Any]:
    place = _("Year %(year)s") % {"year": pupil.year_group} if pupil.year_group else _("No year")
    if pupil.form:
        place = _("%(year)s, form %(form)s") % {"year": place, "form": pupil.form}
    facts = [
        format_html("<b>{}</b>", place),
        _("Born %(day)s") % {"day": format_date(pupil.born_on, "j M Y")},
    ]
    legal = f"{pupil.forename} {pupil.surname}"
    if legal != pupil.name:
        facts.append(format_html("{} {}", _("Legal name"), name(legal)))
    if pupil.pronunciation:
        facts.append(_("Says it “%(sound)s”") % {"sound": pupil.pronunciation})
    if pupil.attendance_percent is not None:
        facts.append(format_html("{} <b>{}%</b>", _("Attendance"), pupil.attendance_percent))
    if pupil.review_due_on:
        facts.append(format_html("{} <b>{}</b>", _("Next review"), review_words(pupil)))
    return facts


def review_words(pupil: Pupil) -> str:
    """The day of the next review and how far it is: "4 Dec 2026, in 14 days"."""
    day = format_date(pupil.review_due_on, "j M Y")
    left = (pupil.review_due_on - timezone.localdate()).days
    if left < 0:
        words = ngettext("%(day)s, %(late)s day late", "%(day)s, %(late)s days late", -left)
        return words % {"day": day, "late": -left}
    if left == 0:
        return _("%(day)s, today") % {"day": day}
    return ngettext("%(day)s, in %(left)s day", "%(day)s, in %(left)s days", left) % {
        "day": day, "left": left,
    }  # fmt: skip


def _acts(person: Any, pupil: Pupil) -> list[dict[str, Any]]:
    concern = f"{reverse('raise_concern')}?pupil={pupil.pk}"
    acts = [
        {
            "name": "raise_concern", "label": _("Raise a concern"), "url": concern,
            "icon": "shield",
        }
    ]  # fmt: skip
    if not policies.edit_pupil(person, pupil):
        url = reverse("edit_pupil", args=[pupil.pk])
        acts.append({"name": "edit_pupil", "label": _("Edit details"), "url": url, "icon": "edit"})
    return acts


def _why_links(person: Any, pupil: Pupil) -> list[dict[str, str]]:
    links = [{"label": _("Who can see what"), "url": reverse("who_can_see", args=[pupil.pk])}]
    if not policies.see_who_looked(person, pupil):
        url = reverse("who_looked", args=[pupil.pk])
        links.append({"label": _("Who looked"), "url": url})
    return links
