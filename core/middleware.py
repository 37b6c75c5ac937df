"""What every answer needs: a request id for the record book, and a page for each kind of no."""

import uuid

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from core import audit
from core.policy import Refused
from core.record import AlreadyDone, Stale


class RequestIdMiddleware:
    """Gives each request an id that its pages in the record book and its log lines share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        mark = audit.request_id.set(request.request_id)
        try:
            return self.get_response(request)
        finally:
            audit.request_id.reset(mark)


class RefusalMiddleware:
    """Turns the house's three refusals into their answers: 403, 409, and the first result again.

    An address that only takes a form, opened from the address bar, answers with a page as well.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            page = render(request, "errors/405.html", {"back": page_before(request)}, status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request, exception):
        """Answer Refused, Stale and AlreadyDone; leave everything else alone."""
        if isinstance(exception, Refused):
            return render(request, "errors/403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Stale):
            return render(request, "errors/409.html", stale_context(exception, request), status=409)
        if isinstance(exception, AlreadyDone):
            return redirect(exception.answer or "/")
        return None


def stale_context(stale: Stale, request) -> dict:
    """Both texts, field by field, and the page the person came from, for a stale save."""
    meta = type(stale.theirs)._meta
    rows = [
        {
            "label": meta.get_field(name).verbose_name,
            "theirs": getattr(stale.theirs, name),
            "mine": value,
        }
        for name, value in stale.mine.items()
        if getattr(stale.theirs, name) != value
    ]
    rows += [
        {"label": label, "theirs": theirs, "mine": mine}
        for label, theirs, mine in stale.more
        if theirs != mine
    ]
    return {"record": stale.theirs, "rows": rows, "back": page_before(request) or "/"}


def page_before(request) -> str:
    """The address the person came from, where it is one of this site; else empty."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return came_from if is_ours else ""
