"""The chart by school week: what stands in it, at both widths, and nothing that would run as markup."""

import re

from pupils.week_chart import WeekChart


def chart(columns, **changed) -> WeekChart:
    fields = {
        "name": "weeks", "title": "Fewer", "desc": "By week", "columns": columns,
        "headings": ["Week of", "Incidents"], "table_caption": "By week",
    }  # fmt: skip
    return WeekChart(**{**fields, **changed})


def heights(drawing: str) -> list[float]:
    return [float(tall) for tall in re.findall(r'height="([\d.]+)" rx', drawing)]


def test_week_chart_draws_a_column_for_each_count_in_proportion():
    made = chart([("7 Sep", 4), ("14 Sep", 0), ("21 Sep", 1)])
    for drawing in (made.wide, made.narrow):
        assert heights(drawing) == [150.0, 37.5]
        assert ">4<" in drawing
        assert ">0<" in drawing
        assert "Fewer" in drawing
        assert "style=" not in drawing
    assert made.rows == [("7 Sep", 4), ("14 Sep", 0), ("21 Sep", 1)]
    assert 'viewBox="0 0 800' in made.wide
    assert 'viewBox="0 0 360' in made.narrow


def test_week_chart_leaves_out_labels_that_would_touch():
    made = chart([(f"{n} Sep", 1) for n in range(10, 49)])
    assert made.narrow.count("Sep") < made.wide.count("Sep") < 39
    assert len(heights(made.narrow)) == 39


def test_week_chart_escapes_its_words():
    made = chart([("<b>", 1)], title="<script>", desc="a & b")
    assert "<script>" not in made.wide
    assert "&lt;b&gt;" in made.wide
    assert "a &amp; b" in made.wide
    assert made.wide.__html__() == str(made.wide)
