"""The chart: its scale, its words, its table, and that nothing typed can break out of it."""

from datetime import date

import pytest
from defusedxml import ElementTree

from interventions.chart import LineChart, Point, Shade, Tick
from interventions.chart_parts import scale

START, END = date(2026, 9, 7), date(2026, 12, 18)


def make(**changes):
    given = {
        "name": "c",
        "title": "Words right, from 52 to 68",
        "desc": "Two checks.",
        "start": START,
        "end": END,
        "points": [Point(START, 52, "Entry 52"), Point(date(2026, 11, 20), 68, "Now 68")],
        "target": Point(END, 90, "Target 90"),
        "expected": [Point(START, 52), Point(END, 90)],
    }
    return LineChart(**{**given, **changes})


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ([52, 90], (40, 100, 20)),
        ([0, 1], (0, 1, 0.5)),
        ([7, 7], (7, 7.5, 0.5)),
        ([], (0, 1, 0.5)),
        ([-3, 4], (-5, 5, 5)),
        ([85, 115], (80, 120, 10)),
    ],
)
def test_scale_holds_all_values_on_round_lines(values, lines):
    assert scale(values) == lines


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_chart_is_sound_markup_with_role_title_and_description(width):
    svg = ElementTree.fromstring(getattr(make(), width))
    assert svg.get("role") == "img"
    named = {svg.get("aria-labelledby"), svg.get("aria-describedby")}
    assert named == {part.get("id") for part in svg if part.tag in ("title", "desc")}


def test_chart_widths_have_ids_of_their_own():
    chart = make()
    assert 'id="c-w-t"' in chart.wide
    assert 'id="c-n-t"' in chart.narrow


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_chart_escapes_what_people_typed(width):
    drawn = getattr(make(title="<script>", shades=[Shade(START, END, "<b>", "&", True)]), width)
    assert "<script>" not in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_chart_keeps_every_drawing_inside_its_frame(width):
    late = [Point(date(2026, 8, 1), 52), Point(date(2027, 2, 1), 68, "Now 68, give or take 4")]
    chart = make(points=late, error=4, ticks=[Tick(date(2027, 3, 1), "planned")])
    svg = ElementTree.fromstring(getattr(chart, width))
    across = float(svg.get("viewBox").split()[2])
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx")) <= across


@pytest.mark.parametrize(("first", "last", "is_over"), [(52, 68, True), (68, 58, False)])
def test_chart_writes_the_latest_score_clear_of_its_line_where_the_target_has_the_margin(
    first, last, is_over
):
    points = [
        Point(START, first),
        Point(date(2026, 12, 4), last, "Now, give or take 4", "Expected"),
    ]
    near = Point(END, last + 1, "Target", "4 Dec")
    room = [Point(START, 40), Point(END, 100)]
    svg = ElementTree.fromstring(make(points=points, expected=room, target=near).wide)
    (said,) = [part for part in svg.iter("text") if part.text == "Now, give or take 4"]
    dot = next(iter(svg.iter("circle")))
    assert said.get("text-anchor") == "end"
    assert (float(said.get("y")) < float(dot.get("cy"))) == is_over


def test_chart_moves_the_words_of_an_event_off_the_name_of_a_holiday():
    half = Shade(date(2026, 10, 26), date(2026, 11, 1), "Half")
    away = Shade(date(2026, 11, 20), END, "Group adult away all week", "20 Nov to 4 Dec", True)
    texts = {
        part.text: float(part.get("y"))
        for part in ElementTree.fromstring(make(shades=[half, away]).wide).iter("text")
    }
    alone = ElementTree.fromstring(make(shades=[away]).wide)
    (usual,) = [float(p.get("y")) for p in alone.iter("text") if p.text == away.label]
    assert texts[away.label] == usual + 15 > texts["Half"]


def test_chart_writes_the_latest_score_in_the_margin_when_its_line_falls_to_the_floor():
    points = [Point(START, 60), Point(date(2026, 11, 20), 40, "Now, give or take 4", "Expected")]
    svg = ElementTree.fromstring(make(points=points, expected=[]).wide)
    (said,) = [part for part in svg.iter("text") if part.text == "Now, give or take 4"]
    dot = next(iter(svg.iter("circle")))
    assert float(said.get("x")) > float(dot.get("cx"))
    assert said.get("text-anchor") is None


def test_chart_shows_each_session_by_its_shape():
    kinds = ["delivered", "delivered", "missed", "planned"]
    ticks = [Tick(date(2026, 10, day), kind) for day, kind in enumerate(kinds, 1)]
    svg = ElementTree.fromstring(
        make(ticks=ticks, ticks_title="Sessions", ticks_note="2 delivered").wide
    )
    paths = {path.get("class"): path.get("d") for path in svg.iter("path")}
    assert paths["c-tick"].count("v26") == 2
    assert paths["c-miss"].count("l8 8m0-8l-8 8") == 1
    assert paths["c-plan"].count("z") == 1


def test_chart_uses_no_inline_style():
    assert "style=" not in make(error=4).wide


def test_chart_without_points_still_shows_the_target():
    drawn = make(points=[], expected=[]).wide
    assert "Target 90" in drawn
    assert "c-line" not in drawn


def test_chart_with_one_point_draws_entry_and_no_line():
    drawn = make(points=[Point(START, 52, "Entry 52")]).wide
    assert "Entry 52" in drawn
    assert "c-line" not in drawn


def test_chart_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after it starts"):
        make(start=END, end=START)
