"""The school year on a page, and the forms that change it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.calendar import academic_year
from core.models import Closure, School, Term
from core.policy import require
from staff import policies
from staff.actions import calendar as actions
from staff.bank_holidays import bank_holidays
from staff.book import page_about
from staff.forms.calendar import ClosureForm, TermForm
from staff.school_year import INSET_DAYS, closures_visible_to, terms_visible_to, year_of
from staff.schools import school_of, schools_of
from staff.views.flow import attempt, done, form_page, say
from staff.views.places import school_places

READ_OR_SEND = ["GET", "HEAD", "POST"]
FIRST_YEAR, LAST_YEAR = 2015, 2060


def _school(request: HttpRequest) -> School:
    return school_of(request.user, request.GET.get("school", ""), policies.edit_calendar)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    if asked.isdigit() and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return academic_year(timezone.localdate())


def _back(school: School, year: int) -> str:
    return f"{reverse('school_calendar')}?school={school.pk}&year={year}"


@require_safe
def school_calendar(request: HttpRequest) -> HttpResponse:
    """Terms, days without pupils, months with their school days, and census days of one year."""
    school, year = _school(request), _year(request)
    context = {
        "school": school,
        "schools": schools_of(request.user),
        "year": year_of(school, year),
        "today": timezone.localdate(),
        "inset_wanted": INSET_DAYS,
        "refusal": policies.edit_calendar(request.user, school.pk),
        "places": school_places(request.user, school.pk, "school_calendar"),
    }
    return render(request, "staff/school_calendar.html", context)


def _add(request: HttpRequest, form_class, action, title: str, save: str) -> HttpResponse:
    school = _school(request)
    require(policies.edit_calendar(request.user, school.pk))
    form = form_class(request.POST or None, person=request.user)

    def act() -> None:
        action(by=request.user, school=school, key=form.key, fields=form.chosen)

    back = _back(school, _year(request))
    if done(request, form, act):
        return say(request, _("The school year was changed."), back)
    return form_page(request, form, title=title, line=school.name, save=save, cancel_url=back)


def _edit(request: HttpRequest, row: Term | Closure, form_class, action, names) -> HttpResponse:
    require(policies.edit_calendar(request.user, row.school_id))
    form = form_class(request.POST or None, person=request.user, about=row)

    def act() -> None:
        action(row, form)

    back = _back(row.school, academic_year(row.starts_on))
    if done(request, form, act):
        return say(request, _("The school year was changed."), back)
    return form_page(
        request,
        form,
        template="staff/edit_dates.html",
        title=names[0],
        line=row.school.name,
        save=_("Save dates"),
        cancel_url=back,
        remove_url=reverse(names[1], args=[row.pk]),
        remove_label=names[2],
    )


@require_http_methods(READ_OR_SEND)
def add_term(request: HttpRequest) -> HttpResponse:
    """Add a term."""
    return _add(request, TermForm, actions.add_term, _("Add a term"), _("Add term"))


@require_http_methods(READ_OR_SEND)
def edit_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a term."""
    term = get_object_or_404(terms_visible_to(request.user), pk=pk)

    def act(row: Term, form: TermForm) -> None:
        actions.edit_term(by=request.user, term=row, version=form.seen_version, fields=form.chosen)

    names = (_("Edit term"), "remove_term", _("Remove this term"))
    return _edit(request, term, TermForm, act, names)


@require_POST
def remove_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a term out; undo puts it back."""
    term = get_object_or_404(terms_visible_to(request.user), pk=pk)
    back = _back(term.school, academic_year(term.starts_on))
    page = actions.remove_term(by=request.user, term=term)
    undo = reverse("undo_remove_dates", args=[page.pk])
    return say(request, _("%(name)s was removed.") % {"name": term}, back, undo=undo)


@require_http_methods(READ_OR_SEND)
def add_closure(request: HttpRequest) -> HttpResponse:
    """Add days without pupils."""
    title = _("Add days without pupils")
    return _add(request, ClosureForm, actions.add_closure, title, _("Add days"))


@require_http_methods(READ_OR_SEND)
def edit_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Change days without pupils."""
    closure = get_object_or_404(closures_visible_to(request.user), pk=pk)

    def act(row: Closure, form: ClosureForm) -> None:
        actions.edit_closure(
            by=request.user, closure=row, version=form.seen_version, fields=form.chosen
        )

    names = (_("Edit days without pupils"), "remove_closure", _("Remove these days"))
    return _edit(request, closure, ClosureForm, act, names)


@require_POST
def remove_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Give days back to the term; undo takes them out again."""
    closure = get_object_or_404(closures_visible_to(request.user), pk=pk)
    back = _back(closure.school, academic_year(closure.starts_on))
    page = actions.remove_closure(by=request.user, closure=closure)
    undo = reverse("undo_remove_dates", args=[page.pk])
    return say(request, _("%(name)s was removed.") % {"name": closure}, back, undo=undo)


@require_POST
def undo_remove_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed term or closure back."""
    page, school = page_about(request.user, pk)
    attempt(
        request,
        lambda: actions.undo_remove_dates(by=request.user, school=school, page=page),
        _("The dates are back."),
    )
    return redirect(_back(school, _year(request)))


@require_POST
def add_bank_holidays(request: HttpRequest) -> HttpResponse:
    """Add the bank holidays of England and Wales that fall into this year's terms."""
    school, year = _school(request), _year(request)
    spans = [
        (term.starts_on, term.ends_on)
        for term in terms_visible_to(request.user).filter(school=school)
    ]
    days = {
        day: name
        for day, name in bank_holidays(year).items()
        if any(first <= day <= last for first, last in spans)
    }
    made = actions.add_bank_holidays(by=request.user, school=school, days=days)
    said = ngettext("%(n)s bank holiday was added.", "%(n)s bank holidays were added.", made)
    return say(request, said % {"n": made}, _back(school, year))
