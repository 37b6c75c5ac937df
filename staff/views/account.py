"""One's own account, how long the sitting lasts, and the demo's open door."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from staff import own_account
from staff.actions import account as actions
from staff.demo_people import demo_person
from staff.forms.account import DEVICE, AppearanceForm, SharedDeviceForm, ThemeForm
from staff.sign_in import SHARED


@require_http_methods(["GET", "HEAD", "POST"])
@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """Posts, colours, ways in and devices of the person who asks."""
    person = request.user
    looks = {
        name: getattr(person, name)
        for name in ("theme", "has_comfortable_rows", "has_shortcuts", "version")
    }
    looks["theme"] = looks["theme"] or DEVICE
    form = AppearanceForm(request.POST or None, person=person, initial=looks)
    if request.method == "POST" and form.is_valid():
        actions.change_appearance(
            by=person, version=form.cleaned_data["version"] or 0, **form.chosen
        )
        messages.success(request, _("Saved."))
        return redirect("my_account")
    page = {
        "form": form,
        "posts": own_account.posts_of(person),
        "ways": own_account.ways_in_of(person),
        "devices": own_account.devices_of(person, request.session.session_key),
        "is_shared": bool(request.session.get(SHARED)),
    }
    return render(request, "staff/my_account.html", page)


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device, out of the menu of any page."""
    form = ThemeForm(request.POST)
    if form.is_valid():
        actions.change_appearance(
            by=request.user, version=request.user.version, theme=form.cleaned_data["theme"]
        )
    return redirect(_back(request))


@require_POST
def set_shared_device(request: HttpRequest) -> HttpResponse:
    """This browser is shared, or is not; it is kept with the session and nowhere else."""
    form = SharedDeviceForm(request.POST)
    request.session[SHARED] = form.is_valid() and form.cleaned_data["shared"]
    minutes = request.user.access.limits.idle_for(request.session[SHARED]) // 60
    messages.success(
        request,
        _("Kept. You are signed out here when nothing happens for %(minutes)d minutes.")
        % {"minutes": minutes},
    )
    return redirect("my_account")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End the sitting on every device, this one too."""
    devices = actions.sign_out_everywhere(by=request.user)
    logout(request)
    return render(request, "account/out_everywhere.html", {"devices": devices})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Say how many seconds are left of the sitting; a POST has just lengthened it. 401 when it is over."""
    if not request.user.is_authenticated:
        return JsonResponse({"detail": _("You have been signed out.")}, status=401)
    if request.method == "POST" and "next" in request.POST:
        return redirect(_back(request))
    return JsonResponse({"left": request.sitting_left, "csrf": get_token(request)})


@login_not_required
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click instead of a password; there is no such address outside demo mode."""
    person = demo_person(request.POST.get("username", "")) if request.method == "POST" else None
    if person is None:
        raise Http404
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    return perform_login(request, person, email_verification="none", redirect_url=_back(request))


def _back(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    return (
        url
        if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
        else "/"
    )
