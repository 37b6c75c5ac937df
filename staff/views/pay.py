"""Bands, points and pay: the tables, the calculator with its working, and HR's own rows."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import School
from core.policy import require
from staff import policies
from staff.actions import pay as actions
from staff.book import page_about
from staff.earning import Terms, rule_at, working_of
from staff.forms.pay import AwardForm, CalculatorForm, RuleForm
from staff.models import Band, PayAward, PayRule
from staff.pay_table import points_at
from staff.schools import school_of, schools_of
from staff.views.flow import attempt, done, form_page, say
from staff.views.places import people_places

READ_OR_SEND = ["GET", "HEAD", "POST"]


def _school(request: HttpRequest) -> School:
    return school_of(request.user, request.GET.get("school", ""), policies.edit_pay)


@require_safe
def pay(request: HttpRequest) -> HttpResponse:
    """Bands with old and new points, what points pay today, and a calculator."""
    school, today = _school(request), timezone.localdate()
    has_sum = "point" in request.GET
    form = CalculatorForm(request.GET if has_sum else None, person=request.user)
    rule = rule_at(school.pk, today)
    context = {
        "school": school,
        "schools": schools_of(request.user),
        "bands": Band.objects.visible_to(request.user),
        "rule": rule,
        "points": points_at(school.pk, rule.area if rule else "", today),
        "form": form,
        "working": _working(form, school, today) if has_sum and form.is_valid() else None,
        "refusal": policies.edit_pay(request.user, school.pk),
        "places": people_places(request.user, "pay"),
    }
    return render(request, "staff/pay.html", context)


def _working(form: CalculatorForm, school: School, today: datetime.date) -> Any:
    chosen = form.cleaned_data
    terms = Terms(chosen["point"], chosen["hours"], chosen["days"], chosen["leave"])
    return working_of(school.pk, terms, chosen["on"] or today)


@require_http_methods(READ_OR_SEND)
def add_award(request: HttpRequest) -> HttpResponse:
    """Enter what a point pays at this school from a day."""
    school = _school(request)
    require(policies.add_award(request.user, school.pk))
    form = AwardForm(request.POST or None, person=request.user)

    def act() -> None:
        actions.add_award(by=request.user, school=school, key=form.key, fields=form.chosen)

    if done(request, form, act):
        return say(request, _("The row was added. It wins over the national one."), _back(school))
    return form_page(
        request,
        form,
        title=_("Add what a point pays"),
        line=school.name,
        save=_("Add row"),
        cancel_url=_back(school),
    )


@require_http_methods(READ_OR_SEND)
def edit_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one of the school's own rows."""
    award = get_object_or_404(PayAward.objects.visible_to(request.user), pk=pk)
    require(policies.edit_award(request.user, award.school_id))
    form = AwardForm(request.POST or None, person=request.user, about=award)

    def act() -> None:
        actions.edit_award(
            by=request.user, award=award, version=form.seen_version, fields=form.chosen
        )

    if done(request, form, act):
        return say(request, _("The row was saved."), _back(award.school))
    return form_page(
        request,
        form,
        template="staff/edit_award.html",
        title=_("Correct a row"),
        line=award.school.name,
        save=_("Save row"),
        cancel_url=_back(award.school),
        award=award,
    )


@require_POST
def remove_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row out; undo puts it back."""
    award = get_object_or_404(PayAward.objects.visible_to(request.user), pk=pk)
    page = actions.remove_award(by=request.user, award=award)
    undo = reverse("undo_remove_award", args=[page.pk])
    return say(request, _("The row was removed."), _back(award.school), undo=undo)


@require_POST
def undo_remove_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed row back."""
    page, school = page_about(request.user, pk)
    attempt(
        request,
        lambda: actions.undo_remove_award(by=request.user, school=school, page=page),
        _("The row is back."),
    )
    return redirect(_back(school))


@require_http_methods(READ_OR_SEND)
def set_pay_rule(request: HttpRequest) -> HttpResponse:
    """Set full-time hours, leave and pay area of the school from a day."""
    school = _school(request)
    require(policies.set_pay_rule(request.user, school.pk))
    rows = PayRule.objects.visible_to(request.user).at(school.pk)
    form = RuleForm(request.POST or None, person=request.user, rule=rows.first())

    def act() -> None:
        actions.set_pay_rule(
            by=request.user,
            school=school,
            version=form.seen_version,
            key=form.key,
            fields=form.chosen,
        )

    if done(request, form, act):
        return say(request, _("The rule was saved."), _back(school))
    return form_page(
        request,
        form,
        title=_("Hours, leave and pay area"),
        line=school.name,
        save=_("Save rule"),
        cancel_url=_back(school),
        notes=[_("Rules before that day stay, so that earlier pay can still be explained.")],
    )


def _back(school: School) -> str:
    return f"{reverse('pay')}?school={school.pk}"
