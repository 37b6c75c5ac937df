"""Actions over all pupils: whose, by when, done, taken up again, changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import agreed as reads
from pupils import policies
from pupils.actions import agreed as actions
from pupils.forms.agreed import OUTSIDE, EditActionForm, EndActionForm
from pupils.models import AgreedAction
from pupils.views.contact_list import tabs_of
from staff.listing import page_of
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def agreed_actions(request: HttpRequest) -> HttpResponse:
    """One's own actions, all that one may see, the overdue, and those that ended."""
    person = request.user
    require(policies.see_agreed_actions(person))
    views = (reads.MINE, reads.OVERDUE, reads.ALL, reads.ENDED)
    view = request.GET.get("view", reads.MINE)
    wanted = reads.Wanted(view if view in views else reads.MINE, request.GET.get("q", "")[:80])
    page = page_of(reads.rows(person, wanted), request.GET)
    schools = {row.pupil_id: row.school_id for row in page}
    audit.looked_at_each(
        by=person, page="agreed_actions", reason=_("list of actions"), school_ids=schools
    )
    count = page.paginator.count
    context = {
        "page": page, "wanted": wanted, "tabs": tabs_of(request, "agreed_actions"),
        "views": _views(person, wanted.view), "back": request.get_full_path(),
        "count": ngettext("%(n)s action", "%(n)s actions", count) % {"n": count},
        "rows": [
            {
                "action": row, "may_end": not policies.finish_action(person, row),
                "may_edit": not policies.edit_action(person, row),
                "may_reopen": not policies.reopen_action(person, row),
            }
            for row in page
        ],
    }  # fmt: skip
    return render(request, "pupils/agreed_actions.html", context)


def _views(person: Any, current: str) -> list[dict[str, Any]]:
    counts = reads.counts(person)
    labels = {
        reads.MINE: _("Mine"), reads.OVERDUE: _("Overdue"), reads.ALL: _("All open"),
        reads.ENDED: _("Ended"),
    }  # fmt: skip
    return [
        {"label": label, "view": view, "count": counts.get(view), "is_current": view == current}
        for view, label in labels.items()
    ]


@login_required
@require_POST
def finish_action(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: it is done; undo takes it up again."""
    action = _action(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.finish_action(by=request.user, action=action, version=version)
    undo = reverse("reopen_action", args=[action.pk])
    return say(request, _("Done: %(what)s") % {"what": action.what}, _back(request), undo=undo)


@login_required
@require_POST
def reopen_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the end of an action back."""
    action = _action(request, pk)
    actions.reopen_action(by=request.user, action=action)
    return say(request, _("It is open again."), _back(request))


@login_required
@require_http_methods(["GET", "POST"])
def end_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an action ended and what came of it."""
    action = _action(request, pk)
    require(policies.finish_action(request.user, action))
    form = EndActionForm(
        request.POST or None, person=request.user, initial={"version": action.version}
    )

    def act() -> None:
        actions.finish_action(
            by=request.user, action=action, version=form.cleaned_data["version"] or 0, **form.chosen
        )

    if done(request, form, act):
        undo = reverse("reopen_action", args=[action.pk])
        return say(request, _("Noted."), reverse("agreed_actions"), undo=undo)
    return _form(request, form, _("How it ended"), action)


@login_required
@require_http_methods(["GET", "POST"])
def edit_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words, the owner or the day of an open action."""
    action = _action(request, pk)
    require(policies.edit_action(request.user, action))
    owners = reads.owners_for(request.user, action.pupil)
    if action.owner_id and action.owner_id not in dict(owners):
        owners.append((action.owner_id, _("%(name)s, as now") % {"name": action.whose}))
    initial = {
        "what": action.what, "due_on": action.due_on, "version": action.version,
        "owner": action.owner_id or OUTSIDE, "owner_name": action.owner_name,
    }  # fmt: skip
    form = EditActionForm(request.POST or None, person=request.user, owners=owners, initial=initial)

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_action(by=request.user, action=action, version=version, fields=form.written)

    if done(request, form, act):
        return say(request, _("Saved."), reverse("agreed_actions") + "?view=all")
    return _form(request, form, _("Change the action"), action)


def _action(request: HttpRequest, pk: int) -> AgreedAction:
    seen = AgreedAction.objects.visible_to(request.user)
    names = ("pupil", "owner__person", "contact", "meeting")
    return get_object_or_404(seen.select_related(*names), pk=pk)


def _back(request: HttpRequest) -> str:
    """Where the button stood: a page of ours, or the list."""
    url = request.POST.get("back", "")
    if url and url_has_allowed_host_and_scheme(url, {request.get_host()}):
        return url
    return reverse("agreed_actions")


def _form(request: HttpRequest, form: Any, title: str, action: AgreedAction) -> HttpResponse:
    return form_page(
        request, form, title=title, line=f"{action.pupil.name}: {action.what}", save=_("Save"),
        cancel_url=reverse("agreed_actions"),
    )  # fmt: skip
