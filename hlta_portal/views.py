"""Health, and the pages shown when something is wrong; the last of them need no database."""

import sys

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.middleware import page_before
from core.models import School

RETRY_AFTER_SECONDS = "30"


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when one row can be read, 503 with a sentence when it cannot."""
    try:
        found = School.objects.order_by("pk").values_list("pk", flat=True).first()
    except (DatabaseError, InterfaceError):
        sentence = "The database cannot be read.\n"
        return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
    sentence = "ok\n" if found else "ok, and no school has been added yet\n"
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: the request could not be read; its host may be forged, so no page of ours."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the sentence the refusal carries, if it carries one."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose one-time key is missing or old, and say what to do about it."""
    return render(request, "errors/csrf.html", {"back": page_before(request)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, in the same words whether the record is hidden or does not exist."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the database is away; renders without request and database."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if not away:
        return HttpResponse(render_to_string("errors/500.html"), status=500)
    answer = HttpResponse(render_to_string("errors/503.html"), status=503)
    answer["Retry-After"] = RETRY_AFTER_SECONDS
    return answer
