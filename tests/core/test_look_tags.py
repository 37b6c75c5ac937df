"""The marks of the look: shape and word, escaped, in their own writing direction."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.utils.safestring import mark_safe

from core.templatetags import figure, look


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Toby Wrenfield", "TW"),
        ("Wrenfield, Toby", "TW"),
        ("Éabha Ní Bhriain", "ÉB"),
        ("Prince", "P"),
        ("", ""),
        (" , ", ""),
    ],
)
def test_initials_come_from_first_and_last_name(name, letters):
    assert look.initials(name) == letters


def test_name_keeps_its_direction_and_is_escaped():
    drawn = look.name("<b>مريم</b>")
    assert drawn.startswith("<bdi")
    assert "&lt;b&gt;" in drawn


@pytest.mark.parametrize("kind", sorted(look.STATES))
def test_state_has_a_shape_and_a_word(kind):
    drawn = look.state(kind, "Some <word>")
    assert "<use href=" in drawn
    assert "Some &lt;word&gt;" in drawn


def test_day_is_written_in_british_order_and_for_machines():
    assert look.day(date(2026, 11, 4)) == '<time datetime="2026-11-04">4 Nov 2026</time>'
    assert "None recorded" in look.day(None)


def test_moment_is_in_london_time():
    assert ">1 Jul 2026, 10:05<" in look.moment(datetime(2026, 7, 1, 9, 5, tzinfo=UTC))


def test_day_of_a_late_moment_is_the_london_day():
    assert ">2 Jul 2026<" in look.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(("value", "said"), [(0, "0"), ("", "None recorded"), ("<i>", "&lt;i&gt;")])
def test_or_none_tells_nought_from_nothing(value, said):
    assert said in look.or_none(value)


def test_undo_url_is_read_from_the_extra_tag_only():
    assert look.undo_url(SimpleNamespace(extra_tags="undo:/a/1/undo/")) == "/a/1/undo/"
    assert look.undo_url(SimpleNamespace(extra_tags="big")) == ""
    assert look.undo_url(SimpleNamespace(extra_tags=None)) == ""


def draw_heading(rf, query, sort):
    template = Template('{% load look %}{% sort_th "due" "Due" sort %}')
    return template.render(RequestContext(rf.get(f"/list/?{query}"), {"sort": sort}))


def test_sort_heading_turns_round_keeps_filters_and_drops_the_page(rf):
    drawn = draw_heading(rf, "layer=E&page=3", "due")
    assert 'aria-sort="ascending"' in drawn
    assert "layer=E" in drawn
    assert "sort=-due" in drawn
    assert "page=3" not in drawn


def test_sort_heading_says_nothing_when_another_column_sorts(rf):
    assert "aria-sort" not in draw_heading(rf, "", "name")


def test_csrf_field_stands_inside_a_component_included_with_only(rf):
    words = "title='t' text='x' url='/d/' label='Delete' cancel_url='/'"
    template = Template(f"{{% include 'components/confirm.html' with {words} only %}}")
    assert 'name="csrfmiddlewaretoken"' in template.render(RequestContext(rf.get("/")))
    assert "csrfmiddlewaretoken" not in template.render(Context())


@pytest.mark.parametrize(
    ("value", "total", "length"),
    [(412, 780, 44.4), (900, 780, 84.0), (-5, 780, 0.0), (5, 0, 0.0), (None, 10, 0.0)],
)
def test_bar_mini_never_leaves_its_track(value, total, length):
    assert f'width="{length}" height="6"' in figure.bar_mini(value, total)


def test_bar_mini_marks_what_is_due():
    assert "c-due" in figure.bar_mini(10, 100, due=50)
    assert "M42.0 1v12" in figure.bar_mini(10, 100, due=50)
    assert "c-due" not in figure.bar_mini(10, 100)


def test_sparkline_needs_two_values_and_stands_flat_when_nothing_moves():
    assert figure.sparkline([3]) == ""
    assert figure.sparkline([None, 3]) == ""
    assert 'points="2.0,10.0 56.0,10.0"' in figure.sparkline([5, 5])


def test_interval_says_its_figures_and_stays_on_the_axis():
    drawn = figure.interval(-1, 1.5, 9, "Gain 1.5, likely 1 to 2")
    assert 'aria-label="Gain 1.5, likely 1 to 2"' in drawn
    assert "M0.0 10H150.0" in drawn or "M0 10H150" in drawn


def test_seg_marks_the_choice_and_the_choice_of_last_time():
    drawn = figure.seg("p1-eng", "Engagement", [(1, "1"), (2, "2")], 2, 1)
    assert 'value="2" checked' in drawn
    assert 'class="btn was" for="id_p1-eng_0"' in drawn
    assert drawn.count('<span class="visually-hidden">Engagement </span>') == 2


class Choice(forms.Form):
    """One choice that must be made."""

    level = forms.ChoiceField(label="Level", choices=[("", "---"), ("a", "A"), ("b", "B")])


def test_seg_field_leaves_out_the_blank_and_shows_the_error():
    drawn = figure.seg_field(Choice({})["level"])
    assert drawn.count('type="radio"') == 2
    assert 'class="err"' in drawn


def test_stepper_is_a_plain_box_without_script():
    drawn = figure.stepper("score", "Trials right", 6, "of 10", 0, 10)
    assert 'name="score"' in drawn
    assert 'value="6"' in drawn
    assert drawn.count("js-only") == 2
    assert 'aria-label="Trials right: one more"' in drawn


def test_table_of_figures_escapes_cells_and_keeps_words_apart_from_numbers():
    assert figure.table_head(["Day", "Points", "By"], 1) == (
        '<tr><th scope="col">Day</th><th scope="col" class="num">Points</th><th scope="col">By</th></tr>'
    )
    assert figure.table_rows([["1 Sep", 7, "<b>"], ["2 Sep", None, mark_safe("<i>me</i>")]], 1) == (
        '<tr><th scope="row">1 Sep</th><td class="num">7</td><td>&lt;b&gt;</td></tr>\n'
        '<tr><th scope="row">2 Sep</th><td class="num">None</td><td><i>me</i></td></tr>'
    )
