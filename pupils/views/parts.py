"""Pages of the record that several subjects fill: the plans of a pupil, and the people around one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.policy import require
from pupils import parts
from pupils.models import Pupil
from pupils.views.record import open_record


@login_required
@require_safe
def pupil_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Every plan of the pupil: what is in force, what is being written, what is due."""
    return _page(request, pk, parts.PLANS, _("Plans"))


@login_required
@require_safe
def pupil_people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people around the pupil, at school and outside."""
    return _page(request, pk, parts.PEOPLE, _("People"))


def _page(request: HttpRequest, pk: int, page: str, title: Promise) -> HttpResponse:
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(parts.see(page, request.user, found))
    pupil, record = open_record(request, pk, page)
    shown = parts.gathered(page, request.user, pupil)
    context = {"pupil": pupil, "record": record, "parts": shown, "title": title}
    return render(request, "pupils/record_parts.html", context)
