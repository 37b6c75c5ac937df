"""Links between adults and pupils: made and ended by groups above, and by people.

``link_adult`` and ``end_links`` are for higher floors, whose own action has asked its own policy:
they ask none, and must run inside that action's transaction.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.models import AdultLink, Pupil
from staff.models import Post

Day = datetime.date


@transaction.atomic
def link_adult(
    *,
    by: Any,
    pupil: Pupil,
    post: Post,
    kind: str,
    starts_on: Day,
    ends_on: Day | None = None,
    source: str = "",
    detail: str = "",
) -> AdultLink:
    """Link ``post`` to ``pupil``; an overlapping link of the same kind and source grows instead.

    No policy of its own: the caller's action has asked. Raises ValueError across schools.
    """
    if post.school_id != pupil.school_id:
        raise ValueError("An adult works with pupils of the post's own school.")
    same = _overlapping(pupil, post, kind, source, starts_on, ends_on)
    if same:
        return _grow(by, same, starts_on, ends_on, detail)
    link = AdultLink.objects.create(
        school_id=pupil.school_id, pupil=pupil, post=post, kind=kind, source=source,
        detail=detail[:120], starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    audit.record(by=by, action="link_adult", about=link, changes=_all_of(link))
    return link


@transaction.atomic
def end_links(
    *, by: Any, source: str, on: Day, pupil: Pupil | None = None, post: Post | None = None
) -> int:
    """End the links of ``source`` that go on after ``on``, its last day; returns how many.

    Those that had not begun are removed. No policy of its own: the caller's action has asked.
    """
    links = AdultLink.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), source=source)
    if pupil is not None:
        links = links.filter(pupil=pupil)
    if post is not None:
        links = links.filter(post=post)
    ending = list(links.order_by("pk"))
    for link in ending:
        _end(by, link, on)
    return len(ending)


@transaction.atomic
def add_key_adult(
    *, by: Any, pupil: Pupil, post: Post, kind: str, starts_on: Day, detail: str = "",
    submission_id: Any = None,
) -> AdultLink:  # fmt: skip
    """Make somebody key adult, plan owner, tutor or teacher; a plan has one owner at a time."""
    require(policies.edit_adults(by, pupil))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_key_adult", answer=f"/pupils/{pupil.pk}/")
    if kind not in AdultLink.BY_HAND:
        raise ValueError("Links to groups are kept by the groups.")
    [locked] = Pupil.objects.select_for_update().filter(pk=pupil.pk)
    if kind == AdultLink.Kind.PLAN_OWNER:
        before = AdultLink.objects.open().filter(pupil=pupil, kind=kind, source="")
        for owner in before.exclude(post=post):
            _end(by, owner, max(owner.starts_on, starts_on - datetime.timedelta(days=1)))
    link = link_adult(by=by, pupil=pupil, post=post, kind=kind, starts_on=starts_on, detail=detail)
    _copy_owner(by, locked)
    return link


@transaction.atomic
def end_key_adult(*, by: Any, link: AdultLink, version: int, on: Day) -> AdultLink:
    """End a link made by hand, ``on`` being its last day."""
    require(policies.end_key_adult(by, link))
    pupil = Pupil.objects.select_for_update().get(pk=link.pupil_id)
    changes = compare_and_set(link, version=version, ends_on=max(on, link.starts_on))
    audit.record(by=by, action="end_key_adult", about=link, changes=changes)
    _copy_owner(by, pupil)
    return link


@transaction.atomic
def remove_key_adult(*, by: Any, link: AdultLink, version: int, today: Day) -> bool:
    """Take away at once what a link given by mistake opens; True where the link remains as ended.

    It ends with yesterday. One that began today or later is removed, because no link can end before
    it starts; the record book keeps what it was.
    """
    require(policies.remove_key_adult(by, link))
    pupil = Pupil.objects.select_for_update().get(pk=link.pupil_id)
    yesterday = today - datetime.timedelta(days=1)
    remains = link.starts_on <= yesterday
    _end(by, link, yesterday, version=version, action="remove_key_adult")
    _copy_owner(by, pupil)
    return remains


@transaction.atomic
def undo_end_key_adult(*, by: Any, link: AdultLink) -> AdultLink:
    """Take back the end of a link, unless the same link has been made again since."""
    require(policies.undo_end_key_adult(by, link))
    pupil = Pupil.objects.select_for_update().get(pk=link.pupil_id)
    changes = compare_and_set(link, version=link.version, ends_on=None)
    audit.record(by=by, action="undo_end_key_adult", about=link, changes=changes)
    _copy_owner(by, pupil)
    return link


def _overlapping(
    pupil: Pupil, post: Post, kind: str, source: str, starts_on: Day, ends_on: Day | None
) -> AdultLink | None:
    same = AdultLink.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on),
        pupil=pupil, post=post, kind=kind, source=source,
    )  # fmt: skip
    if ends_on is not None:
        same = same.filter(starts_on__lte=ends_on)
    return same.order_by("starts_on", "pk").first()


def _grow(by: Any, link: AdultLink, starts_on: Day, ends_on: Day | None, detail: str) -> AdultLink:
    last = None if None in (link.ends_on, ends_on) else max(link.ends_on, ends_on)
    wanted = {
        "starts_on": min(link.starts_on, starts_on), "ends_on": last,
        "detail": detail[:120] or link.detail,
    }  # fmt: skip
    if all(getattr(link, name) == value for name, value in wanted.items()):
        return link
    changes = compare_and_set(link, version=link.version, **wanted)
    audit.record(by=by, action="link_adult", about=link, changes=changes)
    return link


def _end(
    by: Any, link: AdultLink, on: Day, *, version: int | None = None, action: str = "end_links"
) -> None:
    version = link.version if version is None else version
    if link.starts_on > on:
        compare_and_set(link, version=version)
        audit.record(
            by=by, action=action, about=link,
            changes={name: (old, None) for name, (_new, old) in _all_of(link).items()},
        )  # fmt: skip
        link.delete()
        return
    changes = compare_and_set(link, version=version, ends_on=on)
    audit.record(by=by, action=action, about=link, changes=changes)


def _all_of(link: AdultLink) -> dict[str, tuple[Any, Any]]:
    return {
        name: (None, getattr(link, name))
        for name in ("post_id", "kind", "source", "detail", "starts_on", "ends_on")
    }


def _copy_owner(by: Any, pupil: Pupil) -> None:
    """Keep the plan owner's name beside the pupil, for lists."""
    owner = (
        AdultLink.objects.current().filter(pupil=pupil, kind=AdultLink.Kind.PLAN_OWNER)
        .select_related("post__person").order_by("-starts_on", "-pk").first()
    )  # fmt: skip
    name = owner.post.person.full_name if owner else ""
    if pupil.owner_name != name:
        changes = compare_and_set(pupil, version=pupil.version, owner_name=name)
        audit.record(by=by, action="add_key_adult", about=pupil, changes=changes, pupil_id=pupil.pk)
