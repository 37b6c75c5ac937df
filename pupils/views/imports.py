"""Importing pupils: upload, watch it being read, check the preview, save, take back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.policy import require
from pupils import policies, tasks
from pupils.actions import import_undo
from pupils.actions import imports as actions
from pupils.columns import shown_columns, unused_in_words
from pupils.forms.imports import MEGABYTES, UploadForm
from pupils.importing import (
    MISSING,
    STAYED,
    last_import_at,
    not_in_file,
    outcome_counts,
    rows_of,
    same_file_before,
    shown,
)
from pupils.models import Import, ImportRow
from pupils.reading.limits import MAX_BYTES
from pupils.schools import schools_kept_by
from staff.listing import page_of

State = Import.State
#: What a form adds around its file.
FORM_ALLOWANCE = 64 * 1024


@login_required
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """Past imports, the newest first, and a place to bring the next file."""
    require(policies.see_imports(request.user))
    found = Import.objects.visible_to(request.user).select_related("school", "made_by")
    reason = policies.import_pupils(request.user)
    form = None if reason else _upload_form(request)
    return render(request, "pupils/imports.html", _list_context(request, found, form, reason))


@login_required
@csrf_exempt
@require_POST
def upload_import(request: HttpRequest) -> HttpResponse:
    """Refuse a far too large file by its announced length, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BYTES + FORM_ALLOWANCE:
        words = _("The file is larger than %(most)s MB.") % {"most": MEGABYTES}
        context = {"reason": words, "back": reverse("imports"), "back_words": _("Back to Imports")}
        return render(request, "errors/413.html", context, status=413)
    return _upload(request)


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    require(policies.import_pupils(request.user))
    form = _upload_form(request)
    if not form.is_valid():
        found = Import.objects.visible_to(request.user).select_related("school", "made_by")
        context = _list_context(request, found, form, "")
        return render(request, "pupils/imports.html", context, status=422)
    file = form.cleaned_data["file"]
    with transaction.atomic():
        item = actions.upload_import(
            by=request.user, school=form.cleaned_data["school"], file_name=file.name,
            content=file.read(), submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip
        tasks.read_file.enqueue(item.pk, request.user.pk)
    return redirect("see_import", item.pk)


@login_required
@require_safe
def see_import(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: being read, ready to check, saved, or taken back; refreshing shows how far it is."""
    item = _find(request, pk)
    counts = outcome_counts(item)
    tab = _tab(request, item, counts)
    rows = not_in_file(item) if tab == MISSING else rows_of(item, tab)
    page = page_of(rows, request.GET)
    if request.method == "GET":
        audit.looked(
            by=request.user, page="see_import", reason=_("keeps the school’s pupil data"),
            school_id=item.school_id, about=item,
        )  # fmt: skip
    columns = list(item.columns.all())
    context = {
        "item": item,
        "counts": counts,
        "columns": shown_columns(columns),
        "unused": unused_in_words(columns),
        "tab": tab,
        "tabs": _tabs(item, tab, counts),
        "page": page,
        "rows": list(page) if tab == MISSING else [shown(row, item) for row in page],
        "same": same_file_before(item) if item.state == State.PREVIEW else None,
        "to_save": counts["new"] + counts["changed"],
        "commit_reason": policies.commit_import(request.user, item),
        "undo_reason": policies.undo_import(request.user, item),
        "is_busy": item.state in (State.READING, State.COMMITTING),
    }
    return render(request, "pupils/see_import.html", context)


@login_required
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for once a second; tells the page to reload when the work is done."""
    item = _find(request, pk)
    answer = render(request, "pupils/_import_progress.html", {"item": item})
    if item.state not in (State.READING, State.COMMITTING):
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_POST
def commit_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Save all rows of the preview that are not refused, in one go."""
    item = _find(request, pk)
    if item.state in (State.COMMITTING, State.COMMITTED):
        return redirect("see_import", pk)
    with transaction.atomic():
        actions.commit_import(by=request.user, item=item, version=_version(request))
        tasks.save_file.enqueue(item.pk, request.user.pk)
    return redirect("see_import", pk)


@login_required
@require_POST
def undo_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a saved import back."""
    item = _find(request, pk)
    import_undo.undo_import(by=request.user, item=item, version=_version(request))
    messages.success(request, _("The import was taken back. %(how)s") % {"how": item.sentence})
    return redirect("see_import", pk)


@login_required
@require_POST
def discard_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file aside without saving it."""
    actions.discard_import(by=request.user, item=_find(request, pk), version=_version(request))
    messages.success(request, _("The file was put aside. Nothing was changed."))
    return redirect("imports")


@login_required
@require_POST
def read_import_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again for a file to be read, when the work behind the page has stopped."""
    item = _find(request, pk)
    require(policies.import_pupils(request.user, item.school_id))
    task = tasks.save_file if item.state == State.COMMITTING else tasks.read_file
    task.enqueue(item.pk, request.user.pk)
    return redirect("see_import", pk)


def _find(request: HttpRequest, pk: int) -> Import:
    items = Import.objects.visible_to(request.user).defer("content")
    return get_object_or_404(items.select_related("school", "made_by"), pk=pk)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def _upload_form(request: HttpRequest) -> UploadForm:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return UploadForm(*data, person=request.user, schools=schools_kept_by(request.user))


def _list_context(request: HttpRequest, found: Any, form: Any, reason: str) -> dict[str, Any]:
    page = page_of(found.defer("content"), request.GET)
    last = last_import_at(request.user)
    return {"page": page, "form": form, "reason": reason, "last": last}


def _tab(request: HttpRequest, item: Import, counts: dict[str, int]) -> str:
    """The tab asked for; else what needs somebody: rows that undo left, then refused ones."""
    asked = request.GET.get("tab", "")
    if asked in counts:
        return asked
    order = (STAYED, "refused", "new", "changed", "unchanged", MISSING)
    return next((name for name in order if counts.get(name)), "new")


def _tabs(item: Import, tab: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        STAYED: _("Not taken back"),
        **dict(ImportRow.Outcome.choices),
        MISSING: _("Not in this file"),
    }
    names = [name for name in labels if name in counts]
    shown_tabs = [name for name in names if name != MISSING or item.kind != Import.Kind.CTF]
    return [
        {
            "label": labels[name],
            "url": f"?tab={name}",
            "count": counts[name],
            "is_current": name == tab,
        }
        for name in shown_tabs
    ]
