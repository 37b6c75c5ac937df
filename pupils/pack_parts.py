"""What this floor puts into the pack: who, views, outcomes, provision promised, advice, recommendations."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.paper import Block, Facts, Heading, Lines, Quote, Table, Text
from pupils import packs
from pupils.annual_reviews import advice_of
from pupils.models import Advice, AnnualReview, NeedType, Outcome, ReviewPoint
from pupils.plan_words import days_of, group_of, quantity_of
from pupils.plans import WholePlan, plan_of
from pupils.profiles import lines_by_profile, versions_of

#: The kind of plan that an annual review is of.
EHC = "ehc"


def join() -> None:
    """Add each part."""
    for name, heading, order, gather in (
        ("missing", gettext_lazy("Still missing"), 5, missing),
        ("pupil", gettext_lazy("Pupil and review"), 10, pupil_facts),
        ("views", gettext_lazy("Views"), 20, views),
        ("profile", gettext_lazy("What helps"), 25, profile),
        ("outcomes", gettext_lazy("Outcomes and progress"), 30, outcomes),
        ("promised", gettext_lazy("Provision in the plan"), 40, promised),
        ("advice", gettext_lazy("Advice"), 50, advice),
        ("adulthood", gettext_lazy("Preparing for adulthood"), 60, adulthood),
        ("points", gettext_lazy("Recommendations and differences of view"), 70, points),
    ):
        packs.add(packs.Part(name, heading, order, gather))


def missing(person: Any, review: AnnualReview) -> Sequence[Block]:
    """What a reader would look for and not find, by name."""
    plan = _plan(person, review)
    lacks = [
        _("the advice of %(name)s, wanted by %(day)s")
        % {"name": one.adviser, "day": _day(one.due_on)}
        for one in _advice(person, review)
        if not one.returned_on
    ]
    lacks += [
        str(review._meta.get_field(name).verbose_name)
        for name in (*review.VIEWS, *(review.ADULTHOOD if review.asks_adulthood else ()))
        if not getattr(review, name)
    ]
    if plan is None:
        lacks.append(_("an education, health and care plan in the portal"))
    elif not plan.outcomes:
        lacks.append(_("outcomes in the plan"))
    return [Lines(lacks)] if lacks else []


def pupil_facts(_person: Any, review: AnnualReview) -> Sequence[Block]:
    """Who the pupil is, which needs the register names, attendance, and the days of the review."""
    pupil = review.pupil
    codes = [code for code in (pupil.main_need, pupil.second_need) if code]
    found = NeedType.objects.offered(pupil.school_id).filter(code__in=codes)
    names = dict(found.values_list("code", "name"))
    rows = [
        (_("Name"), pupil.name), (_("Date of birth"), _day(pupil.born_on)),
        (_("Year and form"), " ".join(one for one in (pupil.year_group, pupil.form) if one)),
        (_("Needs on the register"), ", ".join(names.get(code, code) for code in codes)),
        (_("Attendance"), f"{pupil.attendance_percent}%" if pupil.attendance_percent is not None else ""),
        (_("Kind of review"), capfirst(review.get_kind_display())),
        (_("Counted from"), _day(review.counted_from)),
        (_("Complete by"), _day(review.due_on)),
        (_("Meeting"), ", ".join(one for one in (_day(review.meeting_on), review.place) if one)),
    ]  # fmt: skip
    return [Facts([(label, value or _("None recorded")) for label, value in rows])]


def views(_person: Any, review: AnnualReview) -> Sequence[Block]:
    """What the pupil and the parents say, in their words."""
    said = [
        (review.pupil_views, review.pupil.first_name), (review.parent_views, _("Parents or carers"))
    ]  # fmt: skip
    return [Quote(words, by) for words, by in said if words]


def profile(person: Any, review: AnnualReview) -> Sequence[Block]:
    """The profile in force: the pupil's voice, and what adults must do."""
    current = versions_of(person, review.pupil).current
    if current is None:
        return []
    musts = [
        one.text for one in lines_by_profile([current.pk]).get(current.pk, []) if one.tag == "must"
    ]
    said = [
        Quote(words, str(current._meta.get_field(name).verbose_name))
        for name, words in current.voice.items()
        if words
    ]
    since = _("Profile version %(n)s, since %(day)s") % {
        "n": current.number, "day": _day(current.starts_on),
    }  # fmt: skip
    every = [Heading(_("What every adult does"), 2), Lines(musts)] if musts else []
    return [*said, *every, Text(since, is_note=True)]


def outcomes(person: Any, review: AnnualReview) -> Sequence[Block]:
    """Each outcome with its steps and their days, and what the school says of progress."""
    blocks: list[Block] = [Text(review.progress_summary)] if review.progress_summary else []
    plan = _plan(person, review)
    if plan and plan.outcomes:
        heads = [_("Outcome"), _("By"), _("Steps towards it")]
        rows = [[one.words, _day(one.due_on), _steps(plan, one)] for one in plan.outcomes]
        blocks.append(Table(heads, rows, _plan_words(plan), [4, 2, 5]))
    return blocks


def _steps(plan: WholePlan, outcome: Outcome) -> str:
    found = [one for one in plan.steps if one.outcome_id == outcome.pk]
    return "\n".join(
        f"{one.words} ({_day(one.due_on)})" if one.due_on else one.words for one in found
    )


def promised(person: Any, review: AnnualReview) -> Sequence[Block]:
    """Every line of provision as the plan words it, with what cannot be delivered as written."""
    plan = _plan(person, review)
    if plan is None or not plan.provision:
        return []
    heads = [_("Provision"), _("Who"), _("How much"), _("When")]
    rows = [
        [
            line.what, "\n".join(one for one in (line.who, line.qualification, group_of(line)) if one),
            quantity_of(line), days_of(line),
        ]
        for line in plan.provision
    ]  # fmt: skip
    flagged = [
        f"{line.what}: {flag.why}"
        for line in plan.provision
        for flag in plan.flags.get(str(line.key), [])
        if flag.is_bad
    ]
    more = [Heading(_("Cannot be delivered as written"), 2), Lines(flagged)] if flagged else []
    return [Table(heads, rows, _plan_words(plan), [4, 3, 3, 2]), *more]


def advice(person: Any, review: AnnualReview) -> Sequence[Block]:
    """What each adviser returned, in its parts, or where the paper is."""
    blocks: list[Block] = []
    for one in _advice(person, review):
        if not one.returned_on:
            continue
        what = {"name": one.adviser, "as": one.get_source_display(), "day": _day(one.returned_on)}
        blocks.append(Heading(_("%(name)s, %(as)s, %(day)s") % what, 2))
        blocks += [Text(f"{label}: {words}") for label, words in one.words]
        if one.kept_at:
            blocks.append(
                Text(_("The paper is kept at: %(place)s") % {"place": one.kept_at}, is_note=True)
            )
    return blocks


def adulthood(_person: Any, review: AnnualReview) -> Sequence[Block]:
    """The four headings from Year 9 on."""
    if not review.asks_adulthood:
        return []
    return [
        Facts([
            (str(review._meta.get_field(name).verbose_name), getattr(review, name) or _("None recorded"))
            for name in review.ADULTHOOD
        ])
    ]  # fmt: skip


def points(_person: Any, review: AnnualReview) -> Sequence[Block]:
    """What is recommended, then where views differ, each with the part of the plan it is about."""
    rows = [
        [row.get_kind_display(), row.get_section_display(), row.get_by_display(), row.text]
        for row in sorted(
            review.points.all(), key=lambda row: row.kind != ReviewPoint.Kind.RECOMMENDED
        )
    ]
    heads = [_("What"), _("Part of the plan"), _("Whose view"), _("In words")]
    return [Table(heads, rows, "", [3, 2, 2, 6])] if rows else []


def _plan(person: Any, review: AnnualReview) -> WholePlan | None:
    """The EHC plan in force as the person reads it, read once for a pack."""
    if not hasattr(review, "plan_read"):
        review.plan_read = plan_of(person, review.pupil, EHC)
    return review.plan_read


def _advice(person: Any, review: AnnualReview) -> list[Advice]:
    """All that was asked, read once for a pack."""
    if not hasattr(review, "advice_read"):
        review.advice_read = advice_of(person, review)
    return review.advice_read


def _plan_words(plan: WholePlan) -> str:
    words = {"n": plan.plan.number, "kind": plan.plan.kind}
    return _("%(kind)s, version %(n)s") % words


def _day(day: datetime.date | None) -> str:
    return format_date(day, "j M Y") if day else ""
