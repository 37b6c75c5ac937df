"""Saved views of the list of pupils: keep, change, delete, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import AuditEvent
from core.policy import require
from pupils import policies
from pupils.actions import view as actions
from pupils.forms.view import SaveViewForm
from pupils.models import SavedView
from pupils.schools import school_of

PAGE = "register"
TAKEN = gettext_lazy("You have a view of this name already.")


@login_required
@require_safe
def saved_views(request: HttpRequest) -> HttpResponse:
    """The person's own views, and those shared with a role of theirs."""
    views = SavedView.objects.visible_to(request.user).filter(page=PAGE).select_related("person")
    return render(request, "pupils/saved_views.html", {"views": views})


@login_required
@require_http_methods(["GET", "POST"])
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the query string under a name."""
    school = school_of(request.user)
    query = request.GET.copy()
    query.pop("page", None)
    may_share = not policies.share_view(request.user, school.pk)
    form = SaveViewForm(request.POST or None, person=request.user, may_share=may_share)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_view(
                by=request.user, school=school, page=PAGE, query=query.urlencode(),
                submission_id=form.cleaned_data["submission_id"], **form.chosen,
            )  # fmt: skip
        except actions.NameTaken:
            form.add_error("name", TAKEN)
        else:
            messages.success(request, _("View saved."))
            return redirect(f"{reverse('register')}?{query.urlencode()}")
    context = {"form": form, "title": _("Save this view"), "query": query.urlencode()}
    return render(request, "pupils/save_view.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a view, share it with a role, make it the default."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    require(policies.edit_view(request.user, view))
    may_share = not policies.share_view(request.user, view.school_id)
    form = SaveViewForm(request.POST or None, person=request.user, may_share=may_share, view=view)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_view(by=request.user, view=view, **form.chosen)
        except actions.NameTaken:
            form.add_error("name", TAKEN)
        else:
            messages.success(request, _("View changed."))
            return redirect("saved_views")
    context = {"form": form, "title": _("Change this view"), "query": view.query}
    return render(request, "pupils/save_view.html", context)


@login_required
@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a view at once, with an undo."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    event = actions.delete_view(by=request.user, view=view)
    undo = reverse("undo_delete_view", args=[event.pk])
    messages.success(request, _("View deleted."), extra_tags=f"undo:{undo}")
    return redirect("saved_views")


@login_required
@require_POST
def undo_delete_view(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Bring a deleted view back."""
    try:
        actions.undo_delete_view(by=request.user, event_id=event_pk)
    except AuditEvent.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The view is back."))
    return redirect("saved_views")
