"""The settings of a school."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.policy import require
from staff import policies
from staff.actions import school as actions
from staff.forms.school import SettingsForm
from staff.schools import school_of, schools_of, second_factor_roles
from staff.views.flow import done, form_page, say
from staff.views.places import school_places


@require_http_methods(["GET", "HEAD", "POST"])
def school_settings(request: HttpRequest) -> HttpResponse:
    """Change what the school has decided: windows, doses, time limits, second factors."""
    school = school_of(request.user, request.GET.get("school", ""), policies.edit_settings)
    require(policies.edit_settings(request.user, school.pk))
    roles = second_factor_roles(school)
    form = SettingsForm(request.POST or None, person=request.user, about=school, roles=roles)

    def act() -> None:
        actions.edit_settings(
            by=request.user,
            school=school,
            version=form.seen_version,
            fields=form.settings,
            second_factor_roles=form.cleaned_data["second_factor_roles"],
        )

    if done(request, form, act):
        return say(request, _("The settings were saved."), request.get_full_path())
    return form_page(
        request,
        form,
        template="staff/school_settings.html",
        title=_("Settings"),
        line=school.name,
        save=_("Save settings"),
        cancel_url=request.get_full_path(),
        school=school,
        schools=schools_of(request.user),
        places=school_places(request.user, school.pk, "school_settings"),
    )
