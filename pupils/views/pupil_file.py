"""A pupil's file for the next school: what is inside, for whom, and which were made before."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.policy import require
from pupils import manifest, policies, tasks
from pupils.actions import paper_run as actions
from pupils.file_sections import gathered
from pupils.forms.pupil_file import PupilFileForm
from pupils.models import Pupil
from pupils.pupil_file import PUPIL_FILE, files_made_of
from pupils.views.record import open_record


@login_required
@require_http_methods(["GET", "POST"])
def pupil_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file; it is made behind the page, and is its maker's alone for a day."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.pupil_file(request.user, found))
    form = PupilFileForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _ask(request, found, form)
    pupil, record = open_record(request, pk, "pupil_file")
    context = {
        "pupil": pupil, "record": record, "form": form, "sections": gathered(request.user, pupil),
        "made": files_made_of(pupil), "key": manifest.key_name(settings.SIGNING_KEY),
    }  # fmt: skip
    return render(request, "pupils/pupil_file.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, pupil: Pupil, form: PupilFileForm) -> HttpResponse:
    with transaction.atomic():
        run = actions.ask_for_papers(
            by=request.user, kind=PUPIL_FILE, pupils=[pupil],
            title=_("Pupil file of %(name)s") % {"name": pupil.name},
            reason=form.cleaned_data["reason"], recipient=form.cleaned_data["recipient"],
            is_full=True, submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip
        tasks.make_papers.enqueue(run.pk, request.user.pk)
    return redirect("paper_run", run.pk)
