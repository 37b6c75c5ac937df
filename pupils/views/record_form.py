"""The page of one form inside a pupil's record: head, card, form, save bar."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pupils.models import Pupil
from pupils.views.record import record_head


def record_form(
    request: HttpRequest, form: forms.Form, pupil: Pupil, *, tab: str, title: str, save: str,
    cancel_url: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Draw ``form`` under the head of the record; 422 when it was sent and something is wrong.

    ``more`` may name ``notes`` (lines above the form), ``rows`` (a formset), ``rows_title``,
    ``is_file`` for a form with a file, and ``template``.
    """
    template = more.pop("template", "pupils/record_form.html")
    rows = more.get("rows")
    wrong = form.is_bound and (bool(form.errors) or bool(rows and rows.total_error_count()))
    context = {
        "form": form, "pupil": pupil, "record": record_head(request, pupil, tab), "title": title,
        "save": save, "cancel_url": cancel_url, "notes": [], "rows": None, "rows_title": "",
        "is_file": False, **more,
    }  # fmt: skip
    return render(request, template, context, status=422 if wrong else 200)
