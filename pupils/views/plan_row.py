"""Writing in a draft: a section of texts, one row of any other section, taking a row off and putting it back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from pupils import policies
from pupils.actions import plan_row as actions
from pupils.forms.plan import TextsForm
from pupils.forms.plan_row import ROW_FORMS
from pupils.models import FACES, Plan, PlanSection, PlanText
from pupils.models.plan_rows import PlanRow
from pupils.plans import sections_of, whole_of
from pupils.views.plan import find_plan
from pupils.views.record import record_head
from staff.sent import raise_if_sent
from staff.views.flow import done, say


@login_required
@require_http_methods(["GET", "POST"])
def edit_plan_section(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """All texts of one section; what somebody else saved meanwhile is never overwritten."""
    found, section = _open(request, pk, code)
    if section.face != PlanSection.Face.TEXTS:
        raise Http404
    sheet = whole_of(request.user, found, found.pupil).sheet(code)
    rows = PlanText.objects.visible_to(request.user).filter(plan=found, section=code)
    form = TextsForm(
        request.POST or None, person=request.user, prompts=sheet.prompts if sheet else [],
        rows=list(rows),
    )  # fmt: skip

    def act() -> None:
        actions.edit_plan_texts(
            by=request.user, plan=found, section=section, texts=form.texts,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved."), _section_of(found, code))
    return _form_page(request, found, section, {"form": form, "title": str(section)})


@login_required
@require_http_methods(["GET", "POST"])
def add_plan_row(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Add one row to a section, and another one after it where asked."""
    found, section = _open(request, pk, code)
    if section.face not in ROW_FORMS:
        raise Http404
    form = ROW_FORMS[section.face](request.POST or None, person=request.user, plan=found)

    def act() -> None:
        actions.add_plan_row(
            by=request.user, plan=found, section=section, fields=form.chosen,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        more = reverse("add_plan_row", args=[found.pk, code]) if "more" in request.POST else ""
        return say(request, _("Added."), more or _section_of(found, code))
    context = {"form": form, "title": str(section), "may_add_more": True}
    return _form_page(request, found, section, context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_plan_row(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change one row of a draft."""
    row, section = _find_row(request, code, pk)
    form = ROW_FORMS[section.face](
        request.POST or None, person=request.user, plan=row.plan, about=row
    )

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_plan_row(by=request.user, row=row, version=version, fields=form.chosen)

    if done(request, form, act):
        return say(request, _("Saved."), _section_of(row.plan, code))
    context = {"form": form, "title": str(section), "row": row}
    return _form_page(request, row.plan, section, context)


@login_required
@require_POST
def remove_plan_row(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one row off the draft."""
    row, _section = _find_row(request, code, pk)
    actions.remove_plan_row(by=request.user, row=row, version=_version(request))
    undo = reverse("restore_plan_row", args=[code, row.pk])
    return say(request, _("Taken off the draft."), _section_of(row.plan, code), undo)


@login_required
@require_POST
def restore_plan_row(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Put a row back that was taken off."""
    row, _section = _find_row(request, code, pk)
    if row.is_out:
        actions.restore_plan_row(by=request.user, row=row, version=row.version)
    return redirect(_section_of(row.plan, code))


def _open(request: HttpRequest, pk: int, code: str) -> tuple[Plan, PlanSection]:
    found = find_plan(request, pk)
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    require(policies.edit_plan(request.user, found))
    return found, _section(request, found, code)


def _section(request: HttpRequest, found: Plan, code: str) -> PlanSection:
    sections = sections_of(request.user, found.school_id, found.kind.code)
    section = next((one for one in sections if one.code == code), None)
    if section is None:
        raise Http404
    return section


def _find_row(request: HttpRequest, code: str, pk: int) -> tuple[PlanRow, PlanSection]:
    """A row of a section that is written row by row; 404 for any other, 403 for a published plan."""
    seen = PlanSection.objects.visible_to(request.user).filter(code=code)
    face = seen.values_list("face", flat=True).first()
    if face not in ROW_FORMS:
        raise Http404
    rows = FACES[face].objects.visible_to(request.user).filter(section=code)
    row: Any = get_object_or_404(rows.select_related("plan__kind", "plan__pupil"), pk=pk)
    require(policies.edit_plan(request.user, row.plan))
    return row, _section(request, row.plan, code)


def _section_of(found: Plan, code: str) -> str:
    return f"{reverse('plan', args=[found.pk])}#part-{code}"


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


def _form_page(
    request: HttpRequest, found: Plan, section: PlanSection, context: dict[str, Any]
) -> HttpResponse:
    page = {
        "record": record_head(request, found.pupil, "pupil_plans"), "plan": found,
        "pupil": found.pupil, "cancel_url": _section_of(found, section.code), "save": _("Save"),
        "face": section.face, "hint": section.hint, "flagged": "", "row": None,
        "section": section, "may_add_more": False,
    }  # fmt: skip
    return render(request, "pupils/plan_form.html", page | context)
