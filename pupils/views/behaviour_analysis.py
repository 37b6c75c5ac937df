"""What incidents have in common: of one pupil, and of a school."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.policy import require
from pupils import behaviour_analysis as reading
from pupils import policies
from pupils.forms.behaviour import IncidentFilterForm
from pupils.incidents import ACTED
from pupils.models import Pupil
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.views.record import open_record


@login_required
@require_safe
def behaviour_analysis(request: HttpRequest) -> HttpResponse:
    """The whole school's incidents, or those that the filters leave."""
    require(policies.see_behaviour_analysis(request.user))
    schools = request.user.access.schools_as(*BEHAVIOUR_READERS)
    context = _page(request, {}, schools)
    return render(request, "pupils/behaviour_analysis.html", context)


@login_required
@require_safe
def pupil_behaviour_analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """One pupil's own behaviour; what others did to the pupil is not counted here."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_behaviour(request.user, found))
    pupil, record = open_record(request, pk, "pupil_behaviour")
    context = _page(request, {"pupil": str(pk), "part": ACTED}, {pupil.school_id})
    context |= {"pupil": pupil, "record": record}
    return render(request, "pupils/behaviour_analysis.html", context)


def _page(request: HttpRequest, fixed: dict[str, str], schools: Any) -> dict[str, Any]:
    """The form shows the range that is in force; what is fixed is no filter that one takes off."""
    query = request.GET.copy()
    query.pop("state", None)
    for name, value in fixed.items():
        query[name] = value
    wanted = reading.with_range(IncidentFilterForm(query, person=request.user).wanted)
    query["since"], query["until"] = wanted.since.isoformat(), wanted.until.isoformat()
    form = IncidentFilterForm(query, person=request.user)
    for name in ("state", *fixed):
        form.fields.pop(name, None)
    return {
        "form": form, "analysis": reading.analyse(request.user, wanted, schools),
        "chips": _chips(request, form), "wanted": wanted, "pupil": None, "record": None,
        "order": _("drafts count as well"),
    }  # fmt: skip


def _chips(request: HttpRequest, form: IncidentFilterForm) -> list[dict[str, Any]]:
    """A chip for each filter that is on; the range of this school year comes back when it is taken off."""
    made = []
    for name, label, value in form.chosen:
        query = request.GET.copy()
        query.pop(name, None)
        made.append({"label": label, "value": value, "url": f"?{query.urlencode()}"})
    return made
