"""The pack of an annual review: seen as a page, taken as PDF or Word."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core import paper_pdf, paper_word
from core.paper import PDF_TYPE, WORD_TYPE
from core.policy import require
from pupils import packs, policies
from pupils.actions import deadline_export as actions
from pupils.models import AnnualReview
from pupils.views.record import open_record


@login_required
@require_safe
def review_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the pack would hold today, with what is missing first."""
    review = _found(request, pk)
    require(policies.see_review_pack(request.user, review))
    pupil, record = open_record(request, review.pupil_id, "review_pack")
    context = {
        "pupil": pupil, "record": record, "review": review,
        "parts": packs.parts_of(request.user, review),
    }  # fmt: skip
    return render(request, "pupils/review_pack.html", context)


@login_required
@require_POST
def take_review_pack(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The pack as a file, which the record book notes."""
    if kind not in ("pdf", "word"):
        raise Http404
    review = _found(request, pk)
    require(policies.see_review_pack(request.user, review))
    paper = packs.paper_of(request.user, review)
    is_pdf = kind == "pdf"
    body = paper_pdf.pdf([paper]) if is_pdf else paper_word.word(paper)
    actions.take_review_pack(by=request.user, review=review, kind=kind)
    answer = HttpResponse(body, content_type=PDF_TYPE if is_pdf else WORD_TYPE)
    name = f"review-{timezone.localdate().isoformat()}.{'pdf' if is_pdf else 'docx'}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _found(request: HttpRequest, pk: int) -> AnnualReview:
    seen = AnnualReview.objects.visible_to(request.user).select_related("pupil", "school", "owner")
    return get_object_or_404(seen, pk=pk)
