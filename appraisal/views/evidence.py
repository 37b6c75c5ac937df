"""Evidence: the appraisee chooses from their own work, offers it with a reason, or takes it back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import policies
from appraisal.actions import evidence as actions
from appraisal.choosing import choices_of, groups_of, offered
from appraisal.evidence import offer_of
from appraisal.forms.evidence import EvidenceFilter, OfferForm
from appraisal.models import Evidence, Review
from appraisal.views.review import find_review
from core.policy import require
from staff.listing import chips_of
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def choose_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Own sessions or own groups' progress, filtered, each with what it would say."""
    review = find_review(request, pk)
    require(policies.choose_evidence(request.user, review))
    form = EvidenceFilter(request.GET, groups=groups_of(review))
    chosen = form.cleaned_data if form.is_valid() else {}
    kind = chosen.get("kind") or Evidence.Kind.SESSION
    page, offers = choices_of(review, kind, chosen, request.GET)
    there = offered(review)
    found = page.paginator.count
    context = {
        "review": review, "form": form, "page": page, "kind": kind, "clear_url": f"?kind={kind}",
        "chips": [chip for chip in chips_of(form, request.GET) if "kind=" in chip["url"] or not chosen.get("kind")],
        "offers": [{"offer": one, "is_there": (one.kind, one.source_id) in there} for one in offers],
        "count": ngettext("%(n)s to choose from", "%(n)s to choose from", found) % {"n": found},
        "tabs": _tabs(kind),
    }  # fmt: skip
    return render(request, "appraisal/choose_evidence.html", context)


def _tabs(kind: str) -> list[dict[str, Any]]:
    names = [
        (Evidence.Kind.SESSION, _("Sessions I ran")),
        (Evidence.Kind.GAIN, _("Pupils’ progress in my groups")),
    ]
    return [
        {"label": label, "url": f"?kind={code}", "is_current": code == kind, "count": None}
        for code, label in names
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer_evidence(request: HttpRequest, pk: int, kind: str, source: int) -> HttpResponse:
    """Say where one piece belongs and why; the sentence is frozen when it is saved."""
    review = find_review(request, pk)
    require(policies.offer_evidence(request.user, review))
    offer = offer_of(review, kind, source)
    if offer is None:
        raise Http404
    form = OfferForm(
        request.POST or None, person=request.user, review=review,
        objectives=review.objectives.all(),
    )  # fmt: skip

    def act() -> None:
        actions.offer_evidence(
            by=request.user, review=review, kind=kind, source_id=source,
            submission_id=form.cleaned_data["submission_id"], **form.chosen,
        )  # fmt: skip

    back = f"{reverse('choose_evidence', args=[pk])}?kind={kind}"
    if done(request, form, act):
        return say(request, _("Offered. Your appraiser sees it from now on."), back)
    return form_page(
        request, form, title=_("Offer as evidence"), line=str(review), save=_("Offer it"),
        cancel_url=back, notes=[offer.statement, _("This sentence is kept as it stands now.")],
    )  # fmt: skip


@login_required
@require_POST
def withdraw_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one piece back."""
    rows = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user))
    evidence = get_object_or_404(rows.select_related("review"), pk=pk)
    review = evidence.review
    actions.withdraw_evidence(by=request.user, evidence=evidence)
    return say(
        request, _("Taken back. Your appraiser no longer sees it."), review.get_absolute_url()
    )
