"""The door of every page: nobody unseen, nobody for too long, nobody with one factor where two are asked."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from staff import door, policies
from staff.arrival import has_second_factor
from staff.sign_in import BEGAN, POSTS, SEEN, SHARED
from staff.sitting import IDLE, LONGEST, ends_at, is_due, why_over

#: Pages of the sign-in library that this house does not offer: sign-up, and addresses of one's own.
CLOSED = frozenset(
    {
        "account_signup", "account_email", "account_confirm_email", "socialaccount_signup",
        "account_email_verification_sent", "account_confirm_login_code", "account_inactive",
    }
)  # fmt: skip
#: Pages without sign-in that are not marked ``login_not_required``.
OPEN = frozenset(
    {"healthz", "account_logout", "socialaccount_login_error", "socialaccount_login_cancelled"}
)
#: Asking here how long the sitting lasts does not lengthen it; posting here always does.
STAY = "/accounts/stay/"
#: What somebody without the second factor that their school asks for may still reach.
WITHOUT_SECOND_FACTOR = frozenset({"account_logout", "account_reauthenticate", "stay_signed_in"})


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, but the person comes with the session's row instead of in a query of its own."""

    def process_request(self, request: HttpRequest) -> None:
        """Set ``request.user``, which is read when first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person_of(request))


def _person_of(request: HttpRequest) -> Any:
    """Who is signed in. Django decides wherever the session does not plainly say so."""
    session = request.session
    person_id, backend = session.get(SESSION_KEY), session.get(BACKEND_SESSION_KEY)
    person, seal = session.person, session.get(HASH_SESSION_KEY, "")
    if (
        person is not None
        and person.is_active
        and person_id == str(person.pk)
        and backend in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(seal, person.get_session_auth_hash())
    ):
        return person
    return get_user(request)


class SessionLimitsMiddleware:
    """Ends sittings on time, lets only signed-in people pass, and keeps answers out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sitting_left, request.why_signed_out = None, ""
        was_in = request.user.is_authenticated
        if was_in:
            _look_at_sitting(request)
        response = self.get_response(request)
        is_in = request.user.is_authenticated
        if was_in or is_in:
            response["Cache-Control"] = "no-store, private"
        if leaves_at := getattr(request, "leaves_at", None):
            # Shown until a moment: then the browser goes to the first page by itself.
            left = max(int((leaves_at - timezone.now()).total_seconds()), 0)
            response["Refresh"] = f"{left + 1}; url=/"
        if was_in and not is_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Answer instead of the view where the door stays shut."""
        name = request.resolver_match.url_name or ""
        if name in CLOSED:
            raise Http404
        if not request.user.is_authenticated:
            is_open = name in OPEN or not getattr(view, "login_required", True)
            return None if is_open else _to_sign_in(request)
        if request.user.access.asks_second_factor and not has_second_factor(request):
            return _to_second_factor(request, name)
        return None


def _look_at_sitting(request: HttpRequest) -> None:
    """End a sitting that is over; note now and then that it goes on."""
    session, access, now = request.session, request.user.access, time.time()
    began, seen = session.get(BEGAN, 0), session.get(SEEN, 0)
    is_shared = bool(session.get(SHARED))
    over = why_over(access.limits, began=began, seen=seen, is_shared=is_shared, now=now)
    if over or not access.posts:
        _end_sitting(request, over)
        return
    is_due_now = is_due(access.limits, seen=seen, is_shared=is_shared, now=now)
    if request.method == "POST" if request.path == STAY else is_due_now:
        session[SEEN] = seen = now
    if session.get(POSTS) != list(access.post_ids):
        session[POSTS] = list(access.post_ids)
        session.cycle_key()
    ends = ends_at(access.limits, began=began, seen=seen, is_shared=is_shared)
    request.sitting_left = max(int(ends - now), 0)


def _end_sitting(request: HttpRequest, over: str) -> None:
    sentences = {
        IDLE: _("You were signed out because nothing happened here for a while. Sign in to go on."),
        LONGEST: _("You were signed out because you had been signed in all day. Sign in to go on."),
    }
    request.why_signed_out = sentences.get(over) or policies.sign_in(request.user)
    door.note(request.user, "end_sitting", why=over or "no post")
    logout(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for sign-in, and come back here afterwards; what was typed is shown, so that it is not lost."""
    sentence = request.why_signed_out
    sign_in = f"{reverse('account_login')}?{urlencode({'next': _way_back(request)})}"
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(
            {"detail": sentence or _("Sign in first."), "sign_in": sign_in}, status=401
        )
    if request.headers.get("HX-Request"):
        way = (
            {"HX-Redirect": sign_in}
            if request.method == "GET"
            else {"HX-Trigger": "portal-signed-out"}
        )
        return HttpResponse(status=401, headers=way)
    if request.method == "GET" or request.method == "HEAD":
        if sentence:
            messages.info(request, sentence)
        return redirect(sign_in)
    typed = {"typed": _typed(request), "sign_in": sign_in, "sentence": sentence}
    return render(request, "account/signed_out.html", typed, status=401)


def _way_back(request: HttpRequest) -> str:
    """The page to return to: this one, or for a form or a part of a page the page that it stands on."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    here = {request.get_host()}
    return page if url_has_allowed_host_and_scheme(page, here, request.is_secure()) else "/"


def _typed(request: HttpRequest) -> list[str]:
    """Sentences out of the form that came too late; secrets and codes are left out."""
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if " " in value.strip() and "password" not in name and not name.startswith("csrf")
    ]


def _to_second_factor(request: HttpRequest, name: str) -> HttpResponse | None:
    """Send to set-up, or to the proof of a factor that was set up elsewhere; nothing else is open."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    ready = [method for method in methods if method["id"].startswith("mfa_reauthenticate")]
    if name in WITHOUT_SECOND_FACTOR:
        return None
    if ready:
        if name in {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}:
            return None
        return redirect(f"{ready[0]['url']}?{urlencode({'next': _way_back(request)})}")
    return None if name.startswith("mfa_") else redirect("mfa_index")
