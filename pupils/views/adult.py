"""Which adults work with a pupil: linked by hand, ended today or removed at once, with an undo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from pupils import policies
from pupils.actions import adult as actions
from pupils.forms.adult import AddKeyAdultForm
from pupils.models import AdultLink, Pupil
from pupils.reasons import why_visible
from pupils.views.record import record_head


@login_required
@require_http_methods(["GET", "POST"])
def add_key_adult(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody key adult, plan owner, form tutor or teacher of the pupil."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.edit_adults(request.user, pupil))
    form = AddKeyAdultForm(request.POST or None, person=request.user, pupil=pupil)
    if request.method == "POST" and form.is_valid():
        link = actions.add_key_adult(
            by=request.user, pupil=pupil, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip
        words = _("%(name)s can now see this record.") % {"name": link.post.person.full_name}
        messages.success(request, words)
        return redirect("pupil", pupil.pk)
    record = record_head(request, pupil, "pupil")
    context = {"form": form, "pupil": pupil, "record": record}
    return render(request, "pupils/add_key_adult.html", context)


@login_required
@require_POST
def end_key_adult(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """End a link today."""
    link = _link(request, pk, link_pk)
    actions.end_key_adult(
        by=request.user, link=link, version=_version(request), on=timezone.localdate()
    )
    undo = reverse("undo_end_key_adult", args=[pk, link_pk])
    words = _("%(name)s: ends today.") % {"name": link.post.person.full_name}
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("pupil", pk)


@login_required
@require_POST
def remove_key_adult(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Take a link away at once that was given by mistake."""
    link = _link(request, pk, link_pk)
    remains = actions.remove_key_adult(
        by=request.user, link=link, version=_version(request), today=timezone.localdate()
    )
    person = link.post.person
    if why_visible(person, link.pupil).words:
        words = _("%(name)s is removed, and still sees this record for another reason.")
    else:
        words = _("%(name)s is removed and no longer sees this record.")
    undo = reverse("undo_end_key_adult", args=[pk, link_pk])
    messages.success(
        request, words % {"name": person.full_name}, extra_tags=f"undo:{undo}" if remains else ""
    )
    return redirect("pupil", pk)


@login_required
@require_POST
def undo_end_key_adult(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Take the end of a link back."""
    link = _link(request, pk, link_pk)
    actions.undo_end_key_adult(by=request.user, link=link)
    words = _("%(name)s works with this pupil again.") % {"name": link.post.person.full_name}
    messages.success(request, words)
    return redirect("pupil", pk)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def _link(request: HttpRequest, pk: int, link_pk: int) -> AdultLink:
    links = AdultLink.objects.visible_to(request.user).select_related("pupil", "post__person")
    return get_object_or_404(links, pk=link_pk, pupil=pk)
