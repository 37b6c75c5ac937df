"""The form every other form starts from: plain sentences, and no silent refusal."""

import datetime

import pytest
from django import forms
from django.template.loader import render_to_string

from core.forms import PortalForm


class Sample(PortalForm):
    """One field of each common kind; one has words of its own."""

    name = forms.CharField()
    age = forms.IntegerField(min_value=4, max_value=18)
    year = forms.ChoiceField(choices=[("7", "Year 7")])
    on = forms.DateField()
    code = forms.CharField(error_messages={"required": "A code, please."}, max_length=4)
    hours = forms.DecimalField(max_digits=4, decimal_places=2, required=False)
    email = forms.EmailField(required=False)


GOOD = {"name": "Ana", "age": "7", "year": "7", "on": "2026-11-20", "code": "x"}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Fill this in."),
        ("age", "x", "Enter a whole number."),
        ("age", "3", "Must be at least 4."),
        ("age", "19", "Must be at most 18."),
        ("year", "8", "Choose one of the list."),
        ("on", "soon", "Enter a date like 20 Nov 2026 or 2026-11-20."),
        ("code", "", "A code, please."),
        ("code", "abcde", "At most 4 characters fit; this has 5."),
        ("hours", "x", "Enter a number."),
        ("hours", "1.234", "At most 2 digits after the point."),
        ("hours", "123", "At most 2 digits before the point."),
        ("email", "ana", "Enter an e-mail address like name@school.org."),
    ],
)
def test_a_form_says_what_is_wrong_in_plain_words(field, typed, said):
    assert Sample(GOOD | {field: typed}).errors[field] == [said]


def test_a_date_is_read_as_the_sentence_shows_it():
    for typed in ("20 Nov 2026", "2026-11-20"):
        form = Sample(GOOD | {"on": typed})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["on"] == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("damage", [{"version": "x"}, {"submission_id": "x"}, {"version": "0"}])
def test_a_damaged_hidden_field_is_said_of_the_page(damage):
    form = Sample(GOOD | damage)
    assert not form.is_valid()
    assert list(form.errors) == ["__all__"]
    page = render_to_string("components/error_summary.html", {"form": form})
    assert "This page is out of date. Open it again; what you typed is still here." in page
    assert "<a " not in page
