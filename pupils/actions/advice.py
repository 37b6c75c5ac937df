"""Advice asked for, given, taken back to be mended, and withdrawn."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.actions.step import lay_out_advice, lay_out_steps
from pupils.models import Advice, AnnualReview, Assessment
from staff.models import Post

Day = datetime.date
Matter = AnnualReview | Assessment


@dataclass(frozen=True)
class Asked:
    """One adviser: a post, or a name outside, and as what."""

    source: str
    post: Post | None = None
    name: str = ""


@transaction.atomic
def ask_advice(
    *, by: Any, about: Matter, advisers: Sequence[Asked], due_on: Day, submission_id: Any,
    asked_on: Day | None = None,
) -> list[Advice]:  # fmt: skip
    """Note each adviser who has not been asked, for a review or an assessment, and when that was.

    Raises AlreadyDone for a form sent twice.
    """
    require(policies.ask_advice(by, about))
    page = "annual_review" if about.FLOW == "review" else "assessment"
    answer = reverse(page, args=[about.pk])
    once(by=by, key=submission_id, use_case="ask_advice", answer=answer)
    type(about).objects.select_for_update().get(pk=about.pk)
    asked = set(Advice.objects.filter(**{about.FLOW: about}).values_list("post_id", "name"))
    made = []
    for one in advisers:
        if (one.post.pk if one.post else None, one.name) in asked:
            continue
        advice = Advice.objects.create(
            school_id=about.school_id, pupil_id=about.pupil_id, source=one.source, post=one.post,
            name=one.name, asked_on=asked_on or timezone.localdate(), due_on=due_on,
            **{about.FLOW: about},
        )  # fmt: skip
        changes = {"due_on": (None, due_on), "source": (None, one.source)}
        audit.record(by=by, action="ask_advice", about=advice, changes=changes)
        lay_out_advice(by=by, advice=advice)
        made.append(advice)
    lay_out_steps(by=by, of=about)
    return made


@transaction.atomic
def give_advice(*, by: Any, advice: Advice, version: int, on: Day, words: dict[str, str]) -> Advice:
    """Return advice, as the adult who was asked, or as it came from outside. Raises Stale."""
    require(policies.give_advice(by, advice))
    changes = compare_and_set(advice, version=version, returned_on=on, **words)
    audit.record(
        by=by,
        action="give_advice",
        about=advice,
        changes=changes,
        secret=(*Advice.WORDS, "kept_at"),
    )
    lay_out_advice(by=by, advice=advice)
    return advice


@transaction.atomic
def take_back_advice(*, by: Any, advice: Advice, version: int) -> Advice:
    """Open returned advice again, with its words, so that they can be mended. Raises Stale."""
    require(policies.take_back_advice(by, advice))
    changes = compare_and_set(advice, version=version, returned_on=None)
    audit.record(by=by, action="take_back_advice", about=advice, changes=changes)
    lay_out_advice(by=by, advice=advice)
    return advice


@transaction.atomic
def withdraw_advice(*, by: Any, advice: Advice) -> None:
    """Ask somebody no longer: nothing has come, so nothing is lost."""
    require(policies.withdraw_advice(by, advice))
    audit.record(by=by, action="withdraw_advice", about=advice)
    advice.delete()
