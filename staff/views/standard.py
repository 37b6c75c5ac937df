"""Standards, what each band is expected to do, and what the job description's codes mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from staff import policies
from staff.actions import standard as actions
from staff.expectations import grid_at
from staff.forms.standard import ConfirmStandardForm, ExpectationForm
from staff.models import Area, Band, BandDescriptor, Framework, Standard
from staff.schools import school_of, schools_of
from staff.views.flow import done, form_page, say
from staff.views.places import people_places

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The grid of areas and bands, and every list of standards with the areas that cite it."""
    school = school_of(request.user, request.GET.get("school", ""), policies.edit_expectation)
    frameworks = (
        Framework.objects.visible_to(request.user)
        .in_use_at(school.pk)
        .prefetch_related("standards__links__area", "standards__matches")
    )
    context = {
        "school": school,
        "schools": schools_of(request.user),
        "grid": grid_at(school.pk),
        "bands": Band.objects.visible_to(request.user),
        "frameworks": frameworks,
        "can_edit": not policies.edit_expectation(request.user, school.pk),
        "places": people_places(request.user, "standards"),
    }
    return render(request, "staff/standards.html", context)


@require_http_methods(READ_OR_SEND)
def edit_expectation(request: HttpRequest, area_code: str, band_number: int) -> HttpResponse:
    """One cell: its editions, and for the SENCO a new one."""
    school = school_of(request.user, request.GET.get("school", ""), policies.edit_expectation)
    area = get_object_or_404(Area.objects.visible_to(request.user), code=area_code)
    band = get_object_or_404(Band.objects.visible_to(request.user), number=band_number)
    editions = list(
        BandDescriptor.objects.visible_to(request.user)
        .at(school.pk)
        .filter(area=area, band=band)
        .select_related("school")
    )
    newest = editions[0] if editions else None
    refusal = policies.edit_expectation(request.user, school.pk)
    if request.method == "POST":
        require(refusal)
    form = ExpectationForm(request.POST or None, person=request.user, newest=newest)

    def act() -> None:
        actions.edit_expectation(
            by=request.user,
            school=school,
            area=area,
            band=band,
            seen=form.cleaned_data["seen"],
            key=form.key,
            text=form.cleaned_data["text"],
            effective_from=form.cleaned_data["effective_from"],
        )

    if done(request, form, act):
        return say(
            request, _("The new wording is saved. The old one stays."), request.get_full_path()
        )
    return form_page(
        request,
        form,
        template="staff/edit_expectation.html",
        title=_("%(area)s, %(band)s") % {"area": area.name, "band": band},
        line=school.name,
        save=_("Save as a new edition"),
        cancel_url=reverse("standards"),
        editions=editions,
        refusal=refusal,
    )


@require_http_methods(READ_OR_SEND)
def confirm_standard(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which published standard a code of the job description means."""
    rows = Standard.objects.visible_to(request.user).select_related("framework", "matches")
    standard = get_object_or_404(rows, pk=pk)
    school = school_of(
        request.user,
        str(standard.framework.school_id or request.GET.get("school", "")),
        policies.edit_expectation,
    )
    require(policies.confirm_standard(request.user, school.pk, standard))
    form = ConfirmStandardForm(request.POST or None, person=request.user, about=standard)

    def act() -> None:
        actions.confirm_standard(
            by=request.user,
            school=school,
            standard=standard,
            version=form.seen_version,
            match=form.cleaned_data["match"],
            matches=form.cleaned_data["published"],
        )

    if done(request, form, act):
        said = _("Code %(code)s is saved.") % {"code": standard.code}
        return say(request, said, reverse("standards") + "#codes")
    return form_page(
        request,
        form,
        title=_("What code %(code)s means") % {"code": standard.code},
        line=f"{standard.framework.name}, {school.name}",
        save=_("Save"),
        cancel_url=reverse("standards"),
        notes=[_("The code itself stays as the job description has it.")],
    )
