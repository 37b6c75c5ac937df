"""Dates are written as British schools write them, whatever the browser says."""

import datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

SEEN = datetime.datetime(2026, 11, 20, 13, 5, tzinfo=datetime.UTC)


class DayForm(forms.Form):
    day = forms.DateField()


def shown(template: str) -> str:
    return Template(template).render(Context({"day": SEEN.date(), "at": SEEN}))


def test_dates_are_day_month_year():
    assert shown("{{ day }}") == "20 Nov 2026"
    assert shown("{{ day|date }}") == "20 Nov 2026"
    assert shown("{{ at|date:'DATETIME_FORMAT' }}") == "20 Nov 2026, 13:05"


def test_times_are_those_of_london():
    summer = datetime.datetime(2026, 7, 1, 8, 30, tzinfo=datetime.UTC)
    assert timezone.localtime(summer).strftime("%H:%M") == "09:30"


def test_american_browser_is_not_shown_american_dates(client):
    page = client.get("/no-such-page", headers={"accept-language": "en-US,en;q=0.9"})
    assert b'<html lang="en-GB"' in page.content
    assert shown("{{ day }}") == "20 Nov 2026"


def test_welsh_dates_have_the_same_shape():
    with translation.override("cy"):
        assert shown("{{ day }}").startswith("20 ")
        assert shown("{{ day }}").endswith(" 2026")


@pytest.mark.parametrize("typed", ["20/11/2026", "2026-11-20", "20 Nov 2026", "20 November 2026"])
def test_dates_are_read_day_first(typed):
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == SEEN.date()


def test_month_first_is_refused_where_it_cannot_be_meant():
    assert not DayForm({"day": "11/20/2026"}).is_valid()
