"""The living style page: every component in every state, on invented figures and people."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.forms import PlainForm
from hlta_portal import style_samples as samples


class StyleForm(PlainForm):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), help_text=_("As it should stand in the letter."))
    starts_on = forms.DateField(
        label=_("First session"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    minutes = forms.IntegerField(label=_("Minutes a session"), min_value=5, max_value=120)
    layer = forms.ChoiceField(
        label=_("Layer"), choices=[("e", _("EHC plan")), ("k", _("SEN support"))]
    )
    room = forms.CharField(label=_("Room"), required=False)
    help_given = forms.ChoiceField(
        label=_("Most help needed"), choices=samples.HELP[:3], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", _("Monday")), ("tue", _("Tuesday"))],
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}))
    agreed = forms.BooleanField(label=_("Parents have been told"), required=False)


class FilterForm(PlainForm):
    """What a list can be narrowed by."""

    due_by = forms.DateField(
        label=_("Due by"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    year = forms.ChoiceField(
        label=_("Year"), required=False, choices=[("", _("Any")), ("7", "7"), ("8", "8")]
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component; holds no record of any school, so a POST only shows the undo message."""
    if request.method == "POST":
        undo = f"undo:{reverse('style_page')}"
        messages.success(request, _("Nothing was changed: this is a page of examples."), undo)
        return redirect("style_page")
    refused = {"minutes": "500", "layer": "e", "note": _("Kept as typed.")}
    page = {
        **samples.PARTS,
        "chart": samples.chart(),
        "record": samples.record(),
        "rows": samples.rows(),
        "sort": request.GET.get("sort", "due"),
        "page": Paginator(range(143), 25).page(2),
        "form": StyleForm(initial={"title": _("Reading Fluency"), "layer": "k"}, prefix="good"),
        "filters": FilterForm(),
        "bad_form": StyleForm(refused),
    }
    return render(request, "style/style_page.html", page)
