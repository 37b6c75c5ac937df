"""The record book as a list: filters, and rows with words instead of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PlainForm
from core.models import AuditEvent, Look
from staff.book import Change, changes_of, people_of
from staff.book_values import Key, names_on
from staff.forms.fields import DayField
from staff.models import Post


@dataclass(frozen=True)
class Entry:
    """One page of the book as a row."""

    event: AuditEvent
    act: str
    about: str
    changes: list[Change]


@dataclass(frozen=True)
class LookRow:
    """One look as a row; ``about`` is empty where the floor of the record keeps the name."""

    look: Look
    page: str
    about: str


class BookFilter(PlainForm):
    """Filters of the record book; everything in the query string."""

    who = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=80)
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Record"), required=False)
    about = forms.CharField(label=gettext_lazy("Name of the record"), required=False, max_length=80)
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)
    show = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    school = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, chain: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = AuditEvent.objects.filter(chain=chain).order_by()
        acts = sorted(rows.values_list("action", flat=True).distinct())
        kinds = sorted(rows.values_list("object_type", flat=True).distinct())
        self.fields["act"].choices = [("", _("Any act")), *((one, in_words(one)) for one in acts)]
        self.fields["kind"].choices = [
            ("", _("Any record")),
            *((one, kind_in_words(one)) for one in kinds),
        ]


def in_words(action: str) -> str:
    """ "add_post" as it is read: "Add post"."""
    return action.replace("_", " ").capitalize()


def kind_in_words(object_type: str) -> str:
    """ "staff.post" as it is read: "Post"."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return object_type


def events_matching(chain: int, chosen: dict[str, Any]) -> QuerySet[AuditEvent]:
    """Pages of one book that answer to the filters, the newest first."""
    rows = AuditEvent.objects.filter(chain=chain, **_days(chosen))
    if chosen.get("who"):
        rows = rows.filter(actor_name__icontains=chosen["who"])
    if chosen.get("act"):
        rows = rows.filter(action=chosen["act"])
    if chosen.get("kind"):
        rows = rows.filter(object_type=chosen["kind"])
    if chosen.get("about"):
        rows = rows.filter(
            Q(object_name__icontains=chosen["about"]) | Q(object_id__in=_posts_of(chosen["about"]))
        )
    return rows.order_by("-sequence")


def looks_matching(school_id: int, chosen: dict[str, Any]) -> QuerySet[Look]:
    """Looks at sensitive pages that answer to the filters, the newest first."""
    rows = Look.objects.filter(school_id=school_id, **_days(chosen))
    if chosen.get("who"):
        rows = rows.filter(actor_name__icontains=chosen["who"])
    return rows.order_by("-pk")


def _days(chosen: dict[str, Any]) -> dict[str, Any]:
    days = {"at__date__gte": chosen.get("since"), "at__date__lte": chosen.get("until")}
    return {lookup: day for lookup, day in days.items() if day}


def _posts_of(words: str) -> list[int]:
    return list(
        Post.objects.filter(person__full_name__icontains=words).values_list("pk", flat=True)
    )


def entries_of(events: Iterable[AuditEvent], person: Any) -> list[Entry]:
    """Rows of one page; names of holders and of appraisees cost one query for each kind."""
    events = list(events)
    posts, people = _holders(events), people_of(events, person)
    names = names_on(events, person)
    return [_entry(event, posts, people, changes_of(event, person, names)) for event in events]


def looks_of(looks: Iterable[Look]) -> list[LookRow]:
    """Looks of one page in words; posts get their holders' names in one query."""
    looks = list(looks)
    posts = _holders(looks)
    return [
        LookRow(
            look,
            in_words(look.page),
            str(posts.get(look.object_id, "")) if look.object_type == "staff.post" else "",
        )
        for look in looks
    ]


def _holders(rows: Iterable[AuditEvent | Look]) -> dict[int, Any]:
    wanted = [row.object_id for row in rows if row.object_type == "staff.post"]
    posts = Post.objects.filter(pk__in=wanted).select_related("person")
    return {post.pk: post.person for post in posts}


def _entry(
    event: AuditEvent,
    posts: dict[int, Any],
    people: dict[Key, str],
    changes: list[Change],
) -> Entry:
    about = event.object_name or kind_in_words(event.object_type)
    if event.object_type == "staff.post" and event.object_id in posts:
        about = f"{posts[event.object_id]}, {about}"
    whose = people.get((event.object_type, event.object_id or 0))
    if whose and whose not in about:
        about = f"{whose}, {about}"
    return Entry(event, in_words(event.action), about, changes)
