"""Files of a pupil: listed, kept, handed out as files and never as pages, removed and had back."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import policies
from pupils.actions import attachment as actions
from pupils.attachments import kept_until, removed_lately, shelves_of
from pupils.forms.attachment import AttachmentForm, RemoveAttachmentForm
from pupils.models import Attachment, Pupil
from pupils.models.attachment import Owner, owner_of
from pupils.reasons import why_visible
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import attempt, done, say

TAB = "pupil_people"
#: What a form adds around its file.
FORM_ALLOWANCE = 64 * 1024
#: Nothing in a file runs, loads or frames anything, should a browser show it after all.
CONTENT_POLICY = {
    "default-src": [NONE], "frame-ancestors": [NONE], "base-uri": [NONE], "form-action": [NONE],
    "sandbox": [],
}  # fmt: skip
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
}  # fmt: skip


@login_required
@require_safe
def pupil_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file of the pupil that the person may read, with what was removed lately."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_files(request.user, found))
    pupil, record = open_record(request, pk, "pupil_files")
    context = {
        "pupil": pupil, "record": record, "shelves": shelves_of(request.user, pupil),
        "keep_reason": policies.keep_own_file(request.user, pupil), "until": kept_until(pupil),
        "removed": removed_lately(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_files.html", context)


@login_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
def keep_attachment(request: HttpRequest, pk: int, kind: str, owner: int) -> HttpResponse:
    """Refuse a far too large file by its announced length, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = settings.ATTACHMENT_MEGABYTES
    if not length.isdecimal() or int(length) > most * 1024 * 1024 + FORM_ALLOWANCE:
        words = _("The file is larger than %(most)s MB.") % {"most": most}
        context = {"reason": words, "back": reverse("pupil", args=[pk]), "back_words": _("Back")}
        return render(request, "errors/413.html", context, status=413)
    return _keep(request, pk, kind, owner)


@csrf_protect
def _keep(request: HttpRequest, pk: int, kind: str, owner_id: int) -> HttpResponse:
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    owner, record = _owner(request, pupil, kind, owner_id)
    require(policies.keep_attachment(request.user, kind, record))
    form = AttachmentForm(request.POST or None, request.FILES or None, person=request.user)

    def act() -> None:
        file = form.cleaned_data["file"]
        actions.keep_attachment(
            by=request.user, pupil=pupil, kind=kind, record=record, file_name=file.name,
            content=file.read(), why=form.cleaned_data["why"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The file is kept."), owner.url(record))
    return record_form(
        request, form, pupil, tab=TAB, title=_("Keep a file"), save=_("Keep it"), is_file=True,
        cancel_url=owner.url(record), notes=[_("Belongs to: %(what)s") % {"what": owner.label}],
    )  # fmt: skip


def _owner(request: HttpRequest, pupil: Pupil, kind: str, owner_id: int) -> tuple[Owner, Any]:
    """The kind and the record a file is for; 404 where the person does not see its files."""
    owner = owner_of(kind)
    if owner is None:
        raise Http404
    record = get_object_or_404(owner.seen(request.user), pk=owner_id)
    if getattr(record, "pupil_id", record.pk) != pupil.pk:
        raise Http404
    return owner, record


@login_required
@require_safe
@csp(CONTENT_POLICY)
def download_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes, as a file to be saved: never shown in the portal's own page."""
    found = _find(request, pk)
    require(policies.download_attachment(request.user, found))
    audit.looked(
        by=request.user, page="download_attachment", school_id=found.school_id, about=found,
        reason=why_visible(request.user, found.pupil).words, pupil_id=found.pupil_id,
    )  # fmt: skip
    answer = HttpResponse(bytes(found.content.data), content_type=MEDIA_TYPES[found.type])
    answer["Content-Disposition"] = content_disposition_header(True, found.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def remove_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off its record, saying why."""
    found = _find(request, pk)
    require(policies.remove_attachment(request.user, found))
    form = RemoveAttachmentForm(
        request.POST or None, person=request.user, initial={"version": found.version}
    )

    def act() -> None:
        actions.remove_attachment(
            by=request.user, attachment=found, version=form.cleaned_data["version"] or 0,
            why=form.cleaned_data["why"],
        )  # fmt: skip

    if done(request, form, act):
        undo = reverse("undo_remove_attachment", args=[found.pk])
        return say(request, _("Removed."), _page(request, found), undo)
    return record_form(
        request, form, found.pupil, tab=TAB, save=_("Remove"), cancel_url=_page(request, found),
        title=_("Remove %(name)s") % {"name": found.name},
        notes=[_("It can be had back for 30 days, from the pupil’s files. Then it is gone.")],
    )  # fmt: skip


@login_required
@require_POST
def undo_remove_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed file back."""
    found = _find(request, pk)

    def act() -> None:
        actions.undo_remove_attachment(by=request.user, attachment=found)

    attempt(request, act, _("The file is kept again."))
    return redirect(_page(request, found))


def _find(request: HttpRequest, pk: int) -> Attachment:
    seen = Attachment.objects.visible_to(request.user).select_related("pupil")
    return get_object_or_404(seen, pk=pk)


def _page(request: HttpRequest, found: Attachment) -> str:
    owner, record = _owner(request, found.pupil, found.owner_kind, found.owner_id)
    return owner.url(record)
