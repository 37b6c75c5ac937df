"""Profiles written, published, agreed and read. A published version never changes its words."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, compare_and_set, once
from pupils import policies
from pupils.comparing import TAGS, asks_to_read, compare
from pupils.models import Acknowledgement, AdultLink, NeedType, Profile, ProfileStrategy, Pupil
from pupils.profiles import lines_by_profile, next_review

Day = datetime.date
State = Profile.State


@dataclass(frozen=True)
class Written:
    """One strategy as typed; ``key`` is that of the line it was, or None for a new one."""

    key: uuid.UUID | None
    tag: str
    text: str
    need_type: NeedType | None = None


@transaction.atomic
def start_profile(*, by: Any, pupil: Pupil, submission_id: Any = None) -> Profile:
    """Begin a draft: a copy of the version in force, or an empty page for a first profile."""
    require(policies.draft_profile(by, pupil))
    if submission_id:
        answer = reverse("edit_profile", args=[pupil.pk])
        once(by=by, key=submission_id, use_case="start_profile", answer=answer)
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    require(policies.start_profile(by, pupil))
    last = Profile.objects.filter(pupil=pupil).order_by("-number").first()
    draft = Profile.objects.create(
        school_id=pupil.school_id, pupil=pupil, number=last.number + 1 if last else 1,
        state=State.DRAFT, drafted_by=by, review_on=next_review(pupil.school_id, timezone.localdate()),
        **(last.voice if last else {}),
    )  # fmt: skip
    if last:
        _write(draft, [_copy(row) for row in last.strategies.select_related("need_type")])
    changes = {"number": (last.number if last else None, draft.number)}
    audit.record(by=by, action="start_profile", about=draft, changes=changes)
    return draft


@transaction.atomic
def edit_profile(
    *, by: Any, profile: Profile, version: int, voice: dict[str, str], review_on: Day,
    strategies: Sequence[Written], submission_id: Any = None,
) -> Profile:  # fmt: skip
    """Save the whole draft: the pupil's words, the day of the review, and all its strategies.

    Raises Stale with both texts, the strategies among them, when somebody saved the draft first.
    """
    profile = _locked(profile)
    if submission_id:
        answer = reverse("pupil_profile", args=[profile.pupil_id])
        once(by=by, key=submission_id, use_case="edit_profile", answer=answer)
    fields = {**voice, "review_on": review_on}
    if profile.version != version:
        both = (_("strategies"), _as_text(_lines_of(profile)), _as_text(strategies))
        raise Stale(profile, fields, more=[both])
    require(policies.edit_profile(by, profile))
    before = _lines_of(profile)
    changes = compare_and_set(profile, version=version, **fields)
    if before != list(strategies):
        profile.strategies.all().delete()
        _write(profile, strategies)
        changes["strategies"] = (_as_text(before), _as_text(strategies))
    # The words live in the versions themselves; the book keeps that they changed, and their seal.
    secret = [name for name in changes if name != "review_on"]
    audit.record(by=by, action="edit_profile", about=profile, changes=changes, secret=secret)
    return profile


@transaction.atomic
def publish_profile(
    *, by: Any, profile: Profile, version: int, submission_id: Any = None
) -> list[Acknowledgement]:
    """Put a draft in force from today; the version before is superseded.

    Returns whom it asks to read a changed must-do: the adults linked to the pupil today, and those who
    have not read an earlier change; never the publisher. Raises Stale, and Refused for an empty page.
    """
    profile = _locked(profile)
    if submission_id:
        answer = reverse("pupil_profile", args=[profile.pupil_id])
        once(by=by, key=submission_id, use_case="publish_profile", answer=answer)
    require(policies.publish_profile(by, profile))
    today = timezone.localdate()
    if not any(profile.voice.values()) and not profile.strategies.exists():
        raise Refused(_("The profile is empty. Write something in it before publishing it."))
    if profile.review_on <= today:
        raise Refused(_("The next review is not after today. Choose a later day in the draft."))
    before = Profile.objects.current().filter(pupil=profile.pupil_id).first()
    if before:
        changed = compare_and_set(before, version=before.version, state=State.SUPERSEDED)
        audit.record(by=by, action="supersede_profile", about=before, changes=changed)
    fields = {"state": State.CURRENT, "starts_on": today, "published_by": by}
    changes = compare_and_set(profile, version=version, **fields)
    asked = _ask(by, profile, before)
    changes["asked_to_read"] = (None, len(asked))
    changes["published_by"] = (None, by.pk)
    audit.record(by=by, action="publish_profile", about=profile, changes=changes)
    return asked


@transaction.atomic
def record_agreement(
    *, by: Any, profile: Profile, version: int, who: str, on: Day, how: str
) -> Profile:
    """Note that the pupil or a parent (``who``) agreed to this version, when and how."""
    profile = _locked(profile)
    require(policies.record_agreement(by, profile))
    if who not in ("pupil", "parent"):
        raise ValueError("The pupil or a parent agrees.")
    fields = {f"{who}_agreed_on": on, f"{who}_agreed_how": how}
    changes = compare_and_set(profile, version=version, **fields)
    audit.record(by=by, action="record_agreement", about=profile, changes=changes)
    return profile


@transaction.atomic
def acknowledge_profile(*, by: Any, asked: Acknowledgement) -> Acknowledgement:
    """Note that the adult has read what changed; said twice, the first time stands."""
    require(policies.acknowledge_profile(by, asked))
    asked = Acknowledgement.objects.select_for_update().select_related("profile").get(pk=asked.pk)
    if asked.acknowledged_at:
        return asked
    asked.acknowledged_at = timezone.now()
    asked.save(update_fields=["acknowledged_at"])
    audit.record(
        by=by, action="acknowledge_profile", about=asked, pupil_id=asked.profile.pupil_id,
        changes={"version": (asked.since, asked.profile.number)},
    )  # fmt: skip
    return asked


def _locked(profile: Profile) -> Profile:
    """The version as it is now; the pupil's row is held, so that versions change one at a time."""
    pupil = Pupil.objects.select_for_update().get(pk=profile.pupil_id)
    found = Profile.objects.get(pk=profile.pk)
    found.pupil = pupil
    return found


def _copy(row: ProfileStrategy) -> Written:
    return Written(row.key, row.tag, row.text, row.need_type)


def _lines_of(profile: Profile) -> list[Written]:
    return [_copy(row) for row in profile.strategies.select_related("need_type")]


def _write(profile: Profile, strategies: Sequence[Written]) -> None:
    ProfileStrategy.objects.bulk_create(
        ProfileStrategy(
            school_id=profile.school_id, profile=profile, key=one.key or uuid.uuid4(), tag=one.tag,
            text=one.text, need_type=one.need_type, position=position,
        )
        for position, one in enumerate(strategies, start=1)
    )  # fmt: skip


def _as_text(strategies: Sequence[Written]) -> str:
    """One line each, as both texts stand side by side when two people wrote at once."""
    labels = dict(ProfileStrategy.Tag.choices)
    ordered = sorted(strategies, key=lambda one: TAGS.index(one.tag))
    return "\n".join(
        f"{labels[one.tag]}: {one.text}" + (f" ({one.need_type.code})" if one.need_type else "")
        for one in ordered
    )


def _ask(by: Any, profile: Profile, before: Profile | None) -> list[Acknowledgement]:
    """Ask the linked adults where a must-do changed from what each of them knows."""
    links = AdultLink.objects.current().filter(pupil=profile.pupil_id, post__person__is_active=True)
    people = set(links.values_list("post__person", flat=True)) - {by.pk}
    behind = _still_to_read(before)
    versions = {one.number: one for one in Profile.objects.filter(pupil=profile.pupil_id)}
    known = {person: behind.get(person, before.number if before else 0) for person in people}
    lines = lines_by_profile(one.pk for one in versions.values())
    new = lines.get(profile.pk, [])
    asking = {
        number
        for number in set(known.values())
        if asks_to_read(compare(lines.get(versions[number].pk, []) if number else [], new))
    }
    return Acknowledgement.objects.bulk_create(
        Acknowledgement(
            school_id=profile.school_id, profile=profile, person_id=person, since=number
        )
        for person, number in sorted(known.items())
        if number in asking
    )


def _still_to_read(before: Profile | None) -> dict[int, int]:
    """People who have not read what the version before asked of them, and what they knew."""
    if before is None:
        return {}
    waiting = Acknowledgement.objects.filter(profile=before, acknowledged_at=None)
    return dict(waiting.values_list("person", "since"))
