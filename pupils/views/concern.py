"""Raising a concern: the form, and the receipt that is all its author sees of it afterwards."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import concern as actions
from pupils.concerns import contacts_of, in_words, leads_of, points, pupils_named, receipts_of
from pupils.forms.concern import NAMED, RaiseConcernForm
from pupils.models import Concern, Pupil
from staff.views.flow import done

#: The button that looks for a pupil among those one sees; what was typed stays on the page.
FIND = "find"


@login_required
@require_http_methods(["GET", "POST"])
def raise_concern(request: HttpRequest) -> HttpResponse:
    """One page: tell the lead, say which child, say what was seen. No look is noted and no draft kept."""
    require(policies.raise_concern(request.user))
    chosen, finds = _pupil(request), FIND in request.POST
    form = RaiseConcernForm(
        None if finds else request.POST or None, person=request.user,
        initial=_typed(request) if finds else {"pupil": chosen.pk if chosen else ""},
    )  # fmt: skip
    made: list[Concern] = []

    def act() -> None:
        made.append(_raise(request, form))

    if not finds and done(request, form, act):
        answer = redirect("concern_receipt", made[0].token)
        # The form that was sent is not to come back with its words by the back button.
        answer["Clear-Site-Data"] = '"cache"'
        return answer
    return render(request, "pupils/raise_concern.html", _page(request, form, chosen))


def _raise(request: HttpRequest, form: RaiseConcernForm) -> Concern:
    words = {name: form.cleaned_data[name] for name in actions.WORDS}
    return actions.raise_concern(
        by=request.user, school=form.cleaned_data["school"], pupil=form.cleaned_data["pupil"],
        child=form.cleaned_data["child"], words=words, named=form.named,
        marks=form.cleaned_data["marks"],
        submission_id=form.cleaned_data["submission_id"] or uuid.uuid4(),
        here=request.build_absolute_uri("/"),
    )  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {**request.POST.dict(), "marks": request.POST.getlist("marks"), "pupil": ""}


def _pupil(request: HttpRequest) -> Pupil | None:
    """The pupil who was chosen, 404 for one out of sight; None where the child is told in words."""
    wanted = request.POST.get("pupil", "") if request.POST else request.GET.get("pupil", "")
    if not wanted.isdecimal() or FIND in request.POST:
        return None
    return get_object_or_404(Pupil.objects.visible_to(request.user), pk=int(wanted))


def _page(request: HttpRequest, form: RaiseConcernForm, chosen: Pupil | None) -> dict[str, Any]:
    words = str(form["child"].value() or "")[:80]
    school_id = chosen.school_id if chosen else request.user.access.posts[0].school_id
    marked = form["marks"].value() or []
    return {
        "form": form, "chosen": chosen, "asked": FIND in request.POST,
        "found": pupils_named(request.user, words) if not chosen else [],
        "leads": leads_of(school_id), "contacts": contacts_of(school_id), "sides": points(marked),
        "marks_open": bool(marked or form["marks_words"].value()),
        "staff_open": any(form[name].value() for name in (*NAMED, "staff_words")),
    }  # fmt: skip


@login_required
@require_safe
def concern_receipts(request: HttpRequest) -> HttpResponse:
    """Everything the person ever handed on, as receipts."""
    require(policies.raise_concern(request.user))
    found = list(receipts_of(request.user))
    return render(request, "pupils/concern_receipts.html", {"receipts": found})


@login_required
@require_safe
def concern_receipt(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """That it was received, when and by whom: no word of it, and no name of a child."""
    receipt = get_object_or_404(receipts_of(request.user), token=token)
    context = {
        "receipt": receipt, "contacts": contacts_of(receipt.school_id),
        "leads": leads_of(receipt.school_id), "nobody": in_words([]),
        "title": _("Receipt %(number)s") % {"number": receipt},
    }  # fmt: skip
    return render(request, "pupils/concern_receipt.html", context)
