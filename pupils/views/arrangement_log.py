"""The normal-way-of-working log: choose a class and a lesson, save all as used, or say what was different."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from pupils import arrangement_classes as whom
from pupils import policies
from pupils.actions import arrangement_log as actions
from pupils.forms.arrangement_log import ChooseClassForm, CorrectUseForm, LogUsesForm
from pupils.models import ArrangementUse, UseSheet
from pupils.schools import schools_worked_at
from staff.views.flow import done, form_page, say

LAST_SHEETS = 3


@login_required
@require_http_methods(["GET", "POST"])
def log_uses(request: HttpRequest) -> HttpResponse:
    """The lesson stands in the address; the rows come with "used" in each."""
    person = request.user
    require(policies.log_uses(person))
    day = timezone.localdate()
    seen = whom.in_use(person, day)
    choose = ChooseClassForm(
        request.GET if "who" in request.GET else None, person=person,
        classes=whom.classes(person, seen),
    )  # fmt: skip
    context: dict[str, Any] = {"choose": choose, "today": day, "has_rows": bool(seen)}
    context["sheets"] = _last_sheets(person)
    if not choose.is_valid():
        return render(request, "pupils/log_uses.html", context)
    return _lesson(request, choose.cleaned_data, context)


def _lesson(request: HttpRequest, lesson: dict[str, Any], context: dict[str, Any]) -> HttpResponse:
    """The rows of one lesson, and what the form did with them."""
    person, on = request.user, lesson["on"]
    school_id, rows = whom.rows_of(person, lesson["who"], whom.in_use(person, on))
    school = get_object_or_404(schools_worked_at(person), pk=school_id)
    require(policies.log_on_day(person, school, on))
    before = whom.logged_before(rows, lesson["subject"], on, lesson["occasion"])
    known = {use.arrangement_id for use in before}
    new = [row for row in rows if row.pk not in known]
    form = LogUsesForm(request.POST or None, person=person, rows=new)

    def act() -> None:
        form.sheet = actions.log_uses(
            by=person, school=school, subject=lesson["subject"], on=on,
            occasion=lesson["occasion"], outcomes=form.outcomes,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        count = len(form.outcomes)
        words = ngettext("%(n)s use logged.", "%(n)s uses logged.", count) % {"n": count}
        undo = reverse("undo_log_uses", args=[form.sheet.pk])
        return say(request, words, reverse("log_uses"), undo=undo)
    context |= {"form": form, "before": before, "lesson": lesson, "count": len(new)}
    return render(request, "pupils/log_uses.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one logged use really was, or take it off the log."""
    person = request.user
    uses = ArrangementUse.objects.visible_to(person)
    use = get_object_or_404(uses.select_related("arrangement__pupil", "subject"), pk=pk)
    require(policies.correct_use(person, use))
    form = CorrectUseForm(request.POST or None, person=person, about=use)

    def act() -> None:
        outcome = form.cleaned_data["outcome"]
        actions.correct_use(
            by=person, use=use, version=form.cleaned_data["version"] or 0,
            outcome="" if outcome == form.NONE else outcome,
        )  # fmt: skip

    back = reverse("arrangement", args=[use.arrangement_id])
    if done(request, form, act):
        return say(request, _("Corrected."), back)
    line = _("%(subject)s, %(day)s") % {
        "subject": use.subject, "day": format_date(use.on, "j M Y"),
    }  # fmt: skip
    return form_page(
        request, form, title=_("Correct a use of %(what)s") % {"what": use.arrangement.name},
        line=f"{use.arrangement.pupil.name}, {line}", save=_("Save"), cancel_url=back,
    )  # fmt: skip


@login_required
@require_POST
def undo_log_uses(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sheet of the log back."""
    sheet = get_object_or_404(UseSheet.objects.visible_to(request.user), pk=pk)
    count = actions.undo_log_uses(by=request.user, sheet=sheet)
    words = ngettext("%(n)s use taken back.", "%(n)s uses taken back.", count) % {"n": count}
    return say(request, words, reverse("log_uses"))


def _last_sheets(person: Any) -> list[UseSheet]:
    """The person's own latest sheets, which one press takes back; one query."""
    mine = UseSheet.objects.visible_to(person).filter(by=person.pk).select_related("subject")
    return list(mine[:LAST_SHEETS])
