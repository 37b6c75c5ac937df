"""The class digest: one page before a lesson, for a form or a group."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import audit
from core.policy import require
from pupils import policies
from pupils.digest import choosers, chosen_by, digest_of


@login_required
@require_safe
def class_digest(request: HttpRequest) -> HttpResponse:
    """The merged strategies of the pupils chosen; without a choice, what can be chosen."""
    person = request.user
    require(policies.see_digest(person))
    names = [one.name for one in choosers()]
    ways = [
        {
            "name": one.name, "label": one.label, "options": one.options(person),
            "value": request.GET.get(one.name, ""),
        }
        for one in choosers()
    ]  # fmt: skip
    context = {"ways": ways, "digest": None, "has_choice": any(way["options"] for way in ways)}
    if any(request.GET.get(name) for name in names):
        chosen = chosen_by(person, request.GET)
        if chosen is None:
            raise Http404
        digest = digest_of(person, chosen)
        reason = _("class digest of %(title)s") % {"title": chosen.title}
        schools = {one.pk: one.school_id for one in digest.with_profile}
        audit.looked_at_each(by=person, page="class_digest", reason=reason, school_ids=schools)
        context["digest"] = digest
    return render(request, "pupils/class_digest.html", context)
