"""One pupil's profile as one side of paper."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from core.paper import PDF_TYPE
from core.paper_pdf import pdf
from core.policy import require
from pupils import policies
from pupils.models import Pupil
from pupils.profile_paper import profile_paper
from pupils.profiles import lines_by_profile, versions_of
from pupils.views.record import open_record


@login_required
@require_safe
def profile_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The version in force, or the published one asked for; ``?full=1`` adds status, needs and alerts."""
    seen = Pupil.objects.visible_to(request.user).select_related("school")
    found = get_object_or_404(seen, pk=pk)
    require(policies.see_profile(request.user, found))
    open_record(request, pk, "profile_pdf")
    versions = versions_of(request.user, found)
    wanted = request.GET.get("version", "")
    shown = versions.numbered(wanted) if wanted else versions.current
    if shown is None:
        raise Http404
    lines = lines_by_profile([shown.pk]).get(shown.pk, [])
    is_full = request.GET.get("full") == "1"
    paper = profile_paper(found, shown, lines, by=request.user, is_full=is_full)
    answer = HttpResponse(pdf([paper]), content_type=PDF_TYPE)
    name = f"profile-{slugify(found.short_name)}-{timezone.localdate().isoformat()}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
