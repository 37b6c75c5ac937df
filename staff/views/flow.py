"""How a form page runs: act, keep what was typed when the record says no, and answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from staff.sent import raise_if_sent


def done(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """True when the form was sent, was right, and ``act`` did it; else the form says what is wrong.

    A form that did its work before is answered first: what it made would now fail its own checks.
    """
    if request.method != "POST":
        return False
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def attempt(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Act without a form; ``said`` is the message when it worked."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, said)
    return True


def say(request: HttpRequest, text: str, url: str, undo: str = "") -> HttpResponse:
    """Say what was done, with a way back where there is one, and go on."""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")
    return redirect(url)


def form_page(request: HttpRequest, form: forms.Form, **page: Any) -> HttpResponse:
    """The page of one form. ``page`` names title, save, cancel_url, and what else its template needs."""
    template = page.pop("template", "staff/form_page.html")
    context = {"line": "", "notes": [], **page, "form": form}
    return render(request, template, context)
