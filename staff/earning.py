"""What a post pays and how that is worked out: the award and the rule of the day, then the sum.

Shown to explain, never to pay from.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staff.models import PayAward, PayPoint, PayRule, Post
from staff.pay import annual_pay, hourly_rate, monthly_pay, term_time_working

Line = tuple[str, str, str]


@dataclass(frozen=True)
class Working:
    """A pay figure with every step that led to it, or the reason why there is none."""

    why_not: str = ""
    point: PayPoint | None = None
    award: PayAward | None = None
    rule: PayRule | None = None
    lines: list[Line] = field(default_factory=list)
    fraction: float = 0.0
    annual: Decimal = Decimal(0)
    monthly: Decimal = Decimal(0)
    hourly: Decimal = Decimal(0)


@dataclass(frozen=True)
class Terms:
    """What a sum starts from: the point, hours a week, days a year, and leave if it differs."""

    point: PayPoint | None
    hours: Decimal
    days: int
    leave: Decimal | None = None


def rule_at(school_id: int, on: datetime.date) -> PayRule | None:
    """The rule of hours, leave and area that counts at a school on a day."""
    return PayRule.objects.at(school_id).in_force(on).first()


def workings_of(posts: Iterable[Post], on: datetime.date) -> dict[int, Working]:
    """The working of each post on a day, by post; two queries however many posts."""
    posts = list(posts)
    rules = list(PayRule.objects.in_force(on).order_by("-effective_from"))
    awards = list(
        PayAward.objects.in_force(on)
        .filter(pay_point__in=[post.pay_point_id for post in posts])
        .order_by("-effective_from")
    )
    return {
        post.pk: _work_out(
            Terms(post.pay_point, post.hours_per_week, post.days_per_year),
            _own_first(rules, post.school_id),
            [row for row in awards if row.pay_point_id == post.pay_point_id],
            post.school_id,
            on,
        )
        for post in posts
    }


def working_of(school_id: int, terms: Terms, on: datetime.date) -> Working:
    """The working of figures that belong to no post: the calculator."""
    awards = PayAward.objects.in_force(on).filter(pay_point=terms.point)
    rule = rule_at(school_id, on)
    return _work_out(terms, rule, list(awards.order_by("-effective_from")), school_id, on)


def _own_first(rows: list, school_id: int):
    own = [row for row in rows if row.school_id == school_id]
    shared = [row for row in rows if row.school_id is None]
    return next(iter([*own, *shared]), None)


def _work_out(terms, rule, awards, school_id, on) -> Working:
    if terms.point is None:
        return Working(why_not=_("No scale point is recorded."))
    if rule is None:
        return Working(why_not=_("No rule of hours and leave is recorded for that day."))
    award = _own_first([row for row in awards if row.area == rule.area], school_id)
    if award is None:
        why = _("What point %(point)s pays (%(area)s) is not recorded for %(day)s.") % {
            "point": terms.point.in_words,
            "area": rule.area,
            "day": date_format(on, "j M Y"),
        }
        return Working(why_not=why, point=terms.point, rule=rule)
    leave = rule.leave_days if terms.leave is None else terms.leave
    try:
        steps = term_time_working(terms.days, float(leave), float(rule.bank_holidays))
    except ValueError as error:
        return Working(why_not=str(error), point=terms.point, rule=rule)
    return _figure(terms, rule, award, steps)


def _figure(terms, rule, award, steps) -> Working:
    annual = annual_pay(award.annual_fte, terms.hours, rule.full_time_hours, steps.fraction)
    monthly = monthly_pay(annual)
    lines = [(_(name), how, f"{figure:,.4f}") for name, how, figure in steps.steps()]
    fte, part = award.annual_fte, f"{float(terms.hours):g} / {float(rule.full_time_hours):g}"
    lines.append(
        (_("Pay a year"), f"£{fte:,.2f} x {part} x {steps.fraction:.4f}", f"£{annual:,.2f}")
    )
    lines.append((_("Pay a month, twelve equal parts"), f"£{annual:,.2f} / 12", f"£{monthly:,.2f}"))
    return Working(
        point=terms.point,
        award=award,
        rule=rule,
        lines=lines,
        fraction=steps.fraction,
        annual=annual,
        monthly=monthly,
        hourly=hourly_rate(fte, rule.full_time_hours),
    )
