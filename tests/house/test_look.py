"""The look is measured, not believed: tokens, contrast, templates, drawings."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
TOKENS = (ROOT / "static/css/tokens.css").read_text()
LONGEST = 120
GROUNDS = ("canvas", "surface", "sunken", "hover")
WASHES = {"ok": "ok-wash", "warn": "warn-wash", "bad": "bad-wash", "accent-2": "accent-wash"}


def block(opening: str) -> dict[str, str]:
    """The tokens that stand in one block of the stylesheet."""
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


THEMES = {
    "light": block(':root, [data-bs-theme="light"] {'),
    "dark": block('\n[data-bs-theme="dark"] {'),
    "device": block(":root:not([data-bs-theme]) {"),
}


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, as WCAG 2.2 defines it."""
    digits = colour.strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_dark_stands_twice_and_both_are_alike():
    assert THEMES["dark"] == THEMES["device"]
    assert set(THEMES["dark"]) == set(THEMES["light"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "accent", "ok", "warn", "bad"])
def test_text_tokens_read_on_every_ground(theme, ground, ink):
    tokens = THEMES[theme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_state_words_read_on_their_wash_and_button_words_on_accent(theme):
    tokens = THEMES[theme]
    for word, wash in WASHES.items():
        assert contrast(tokens[word], tokens[wash]) >= 4.5, (word, wash)
    assert contrast(tokens["on-accent"], tokens["accent"]) >= 4.5
    assert contrast(tokens["on-accent"], tokens["accent-2"]) >= 4.5
    assert contrast(tokens["surface"], tokens["bad"]) >= 4.5
    assert contrast(tokens["ink-2"], tokens["shade"]) >= 4.5
    assert contrast(tokens["ink"], tokens["accent-wash"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_field_borders_and_drawings_stand_out(theme, ground):
    tokens = THEMES[theme]
    for drawn in ("field", "bar", "accent", "bad"):
        assert contrast(tokens[drawn], tokens[ground]) >= 3, drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_is_seen_on_light_and_on_dark(theme):
    shared = block(":root, [data-bs-theme] {")
    best = max(contrast(shared[name], THEMES[theme]["canvas"]) for name in ("focus", "focus-edge"))
    assert best >= 3
    assert contrast(shared["focus"], shared["focus-edge"]) >= 4.5


@pytest.mark.parametrize("template", PAGES)
def test_every_template_loads(template):
    get_template(template)


@pytest.mark.parametrize("template", PAGES)
def test_no_template_is_long_or_carries_style_or_script(template):
    source = (TEMPLATES / template).read_text()
    assert source.count("\n") <= LONGEST
    assert not re.search(r"\sstyle\s*=", source), "inline style"
    assert not re.search(r'visually-hidden">\s*[:,;.]', source), "heard with a space before it"
    assert not re.search(r"<style\b", source), "style element"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "inline handler"
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", source), (
        "inline script"
    )
    assert not re.search(r"\bhx-on|javascript:", source), "script in an attribute"


def test_every_drawing_asked_for_is_in_the_sprite():
    sprite = (ROOT / "static/img/icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    asked = set()
    for page in PAGES:
        asked |= set(re.findall(r'{% icon ["\']([\w-]+)["\']', (TEMPLATES / page).read_text()))
    assert asked, "no drawing found"
    assert asked <= known, asked - known


@pytest.mark.parametrize(
    "template",
    [f"errors/{name}.html" for name in (400, 404, 405, 413, 500, 503, "csrf")],
)
def test_error_pages_need_no_request_and_no_context(template):
    drawn = get_template(template)
    text = drawn.render()
    assert "<h1" in text
    assert 'href="/"' in text or 'href=""' in text


def test_scripts_keep_to_the_security_policy():
    for script in sorted((ROOT / "static/js").rglob("*.js")):
        source = script.read_text()
        assert not re.search(
            r"\beval\(|new Function|\.innerHTML|document\.write|\.style\.", source
        ), script
