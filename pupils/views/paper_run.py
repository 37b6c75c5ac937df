"""Papers of many pupils: choose them, watch them being made, take the file, delete it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import Refused, require
from pupils import policies, tasks
from pupils.actions import paper_run as actions
from pupils.forms.paper_run import MakeProfilesForm
from pupils.models import PaperRun, Pupil
from pupils.paper_kinds import label_of
from pupils.paper_runs import choices_of, chosen_by, result_of, ways
from pupils.profile_paper import PROFILES
from pupils.views.register import matching
from staff.listing import page_of


@login_required
@require_safe
def paper_runs(request: HttpRequest) -> HttpResponse:
    """What the person had made, newest first; each file for a day."""
    page = page_of(PaperRun.objects.visible_to(request.user).defer("content"), request.GET)
    rows = [(run, label_of(run.kind)) for run in page]
    reason = policies.make_profiles(request.user)
    context = {"page": page, "rows": rows, "profiles_reason": reason}
    return render(request, "pupils/paper_runs.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def make_profiles(request: HttpRequest) -> HttpResponse:
    """Choose a form, a year, a group or ticked pupils; look at who is chosen; have the file made."""
    person = request.user
    require(policies.make_profiles(person))
    is_sent = "submission_id" in request.POST
    form = MakeProfilesForm(request.POST if is_sent else None, person=person)
    if is_sent and form.is_valid():
        pupils = [one.pupil for one in choices_of(person, _ticked(request))]
        try:
            return _ask(request, form, pupils)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    title, keys = _chosen(request)
    form.fields["title"].initial = title
    context = {
        "form": form, "title": title, "ways": ways(person, request.GET),
        "choices": choices_of(person, keys), "is_asked": bool(title),
    }  # fmt: skip
    context["hidden"] = len(set(keys)) - len(context["choices"])
    return render(request, "pupils/make_profiles.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, form: MakeProfilesForm, pupils: list[Pupil]) -> HttpResponse:
    title = form.cleaned_data["title"] or _("Profiles of ticked pupils")
    with transaction.atomic():
        run = actions.ask_for_papers(
            by=request.user, kind=PROFILES, title=title, pupils=pupils,
            is_full=form.cleaned_data["is_full"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip
        tasks.make_papers.enqueue(run.pk, request.user.pk)
    return redirect("paper_run", run.pk)


def _chosen(request: HttpRequest) -> tuple[str, list[int]]:
    """Title and keys: ticked on a list, all that match there, or by the parameter of the address."""
    if request.method == "POST":
        title = request.POST.get("title", "")
        return title or _("Profiles of ticked pupils"), _ticked(request)
    if not any(request.GET.get(way["name"]) for way in ways(request.user, request.GET)):
        return "", []
    chosen = chosen_by(request.user, request.GET)
    if chosen is None:
        raise Http404
    return _("Profiles, %(whom)s") % {"whom": chosen.title}, list(chosen.pupil_ids)


def _ticked(request: HttpRequest) -> list[int]:
    if request.POST.get("all"):
        return list(matching(request).values_list("pk", flat=True))
    return [int(key) for key in request.POST.getlist("pick") if key.isdecimal()]


@login_required
@require_safe
def paper_run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then the file, and a list of who is in it and who is not, and why."""
    run = _find(request, pk)
    context = {
        "run": run, "label": label_of(run.kind), "result": result_of(request.user, run),
        "file_reason": policies.download_papers(request.user, run),
        "may_start": not policies.make_papers_again(request.user, run),
    }  # fmt: skip
    return render(request, "pupils/paper_run.html", context)


@login_required
@require_safe
def papers_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for once a second; tells the page to reload when the work is done."""
    run = _find(request, pk)
    answer = render(request, "pupils/_papers_progress.html", {"run": run})
    if not run.is_busy:
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_safe
def download_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, for its maker, within its day."""
    run = get_object_or_404(PaperRun.objects.visible_to(request.user), pk=pk)
    require(policies.download_papers(request.user, run))
    if request.method == "GET":
        audit.looked(
            by=request.user, page="download_papers", reason=run.title, school_id=run.school_id,
            about=run,
        )  # fmt: skip
    answer = HttpResponse(bytes(run.content), content_type=run.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{run.file_name}"'
    return answer


@login_required
@require_POST
def make_papers_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start again what stopped or failed."""
    with transaction.atomic():
        run = actions.make_papers_again(by=request.user, run=_find(request, pk))
        tasks.make_papers.enqueue(run.pk, request.user.pk)
    return redirect("paper_run", pk)


@login_required
@require_POST
def wipe_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the file before its day has passed."""
    actions.wipe_papers(by=request.user, run=_find(request, pk))
    messages.success(request, _("The file is deleted. That it was made stays in the list."))
    return redirect("paper_runs")


def _find(request: HttpRequest, pk: int) -> PaperRun:
    runs: Any = PaperRun.objects.visible_to(request.user).defer("content")
    return get_object_or_404(runs.select_related("school"), pk=pk)
