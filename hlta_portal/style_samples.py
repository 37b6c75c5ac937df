"""Invented figures and people that the style page draws."""

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.templatetags.look import label_tag, layer
from interventions.chart import LineChart, Point, Shade, Tick

START, END, TODAY = date(2026, 9, 7), date(2026, 12, 18), date(2026, 11, 20)
AT = datetime(2026, 11, 20, 10, 42, tzinfo=UTC)
CHECKS = (
    (START, 52),
    (date(2026, 9, 21), 55),
    (date(2026, 10, 5), 58),
    (date(2026, 10, 19), 64),
    (date(2026, 11, 2), 66),
    (date(2026, 11, 9), 67),
    (TODAY, 68),
)
MISSED = frozenset(date(2026, *on) for on in ((10, 7), (11, 9), (11, 11), (11, 16)))
HOLIDAY = (date(2026, 10, 24), date(2026, 11, 1))
HELP = [
    ("n", _("None")),
    ("g", _("Gesture")),
    ("v", _("Words")),
    ("m", _("Model")),
    ("h", _("Hand")),
]


def _way(url: str, label: str, **more) -> dict:
    return {"url": url, "label": label, **more}


def _step(state: str, label: str) -> dict:
    return {"state": state, "label": label}


def _need(title: str, why: str, *links: dict) -> dict:
    return {"url": "#need", "title": title, "why": why, "links": links}


NEEDS = [
    _need(
        _("Idris Karim: review papers due in 4 days"),
        _("The meeting is on 8 Dec. By law papers go out 2 weeks before. 2 of 5 reports are in."),
        _way("#chase", _("Chase 3 people")),
        _way("#open", _("Open the review")),
    ),
    _need(
        _("3 pupils behind on promised minutes"),
        _("337 minutes short, most since J. Marsh went away on 9 Nov."),
        _way("#plan", _("Plan catch-up")),
    ),
    _need(
        _("2 pupils not moving after half the dose"),
        _("16 or more sessions, change smaller than the test’s own error."),
        _way("#change", _("Plan a change")),
    ),
]
ENTRIES = [
    {
        "title": _("Plan agreed"),
        "at": AT,
        "by": "R. Pemberton",
        "icon": "check",
        "url": "#plan-3",
        "text": _("Version 3 replaces version 2."),
    },
    {"title": _("Reading check: 67"), "on": CHECKS[5][0], "by": "S. Iqbal", "icon": "chart"},
    {"title": _("Moved to K"), "on": START, "icon": "flag"},
]
PARTS = {
    "at": AT,
    "needs": NEEDS,
    "entries": ENTRIES,
    "help": HELP,
    "engagement": [(level, str(level)) for level in range(1, 6)],
    "chips": [
        _way("#chip-due", _("Due by"), value="12 Feb 2027"),
        _way("#chip-layer", _("Layer"), value=_("E or K")),
    ],
    "views": [
        _way("#due", _("What is due"), is_current=True, count=38),
        _way("#all", _("All my pupils"), is_current=False, count=143),
    ],
    "columns": [
        {"key": "need", "label": _("Need"), "is_on": True},
        {"key": "owner", "label": _("Owner"), "is_on": False},
    ],
    "steps": [
        _step("done", _("Objectives")),
        _step("now", _("Mid-year")),
        _step("todo", _("Self-review")),
        _step("todo", _("Final")),
    ],
    "late_steps": [
        _step("behind", _("Objectives")),
        _step("todo", _("Mid-year")),
        _step("todo", _("Final")),
    ],
    "totals": [
        {"value": 412, "label": _("delivered")},
        {"value": 601, "label": _("due by today")},
        {"value": 780, "label": _("promised")},
    ],
    "acts": [
        _way("#log", _("All 4 as planned"), icon="tick", is_main=True),
        _way("#open-session", _("Open")),
    ],
    "off": {"label": _("Sign"), "name": "sign", "reason": _("The appraisee signs first.")},
    "bulk": [
        {"label": _("Plan reviews"), "value": "review"},
        {"label": _("Change owner"), "value": "owner"},
    ],
    "save_states": ["saving", "saved", "device", "failed", "untouched"],
}


def _sessions() -> list[Tick]:
    """Mondays and Wednesdays outside half-term."""
    days = [START + timedelta(days=place) for place in range((END - START).days)]
    lessons = [on for on in days if on.weekday() in (0, 2) and not HOLIDAY[0] <= on <= HOLIDAY[1]]
    return [
        Tick(on, "missed" if on in MISSED else "planned" if on > TODAY else "delivered")
        for on in lessons
    ]


def _expected(on: date) -> int:
    return round(52 + 38 * (on - START).days / (END - START).days)


def chart() -> LineChart:
    """Reading that moves, but slower than expected."""
    ticks = _sessions()
    count = {kind: sum(tick.kind == kind for tick in ticks) for kind in ("delivered", "missed")}
    labels = {
        START: (_("Entry %(value)s") % {"value": 52}, ""),
        TODAY: (_("Now %(value)s, give or take 4") % {"value": 68}, _("Expected by now: 80")),
    }
    return LineChart(
        name="style-reading",
        title=_("Words read right in a minute, from 52 at entry to 68 now, target 90"),
        desc=_("Seven checks from 7 September to 20 November. The expected line is at 80 today."),
        start=START,
        end=END,
        points=[Point(on, value, *labels.get(on, ("", ""))) for on, value in CHECKS],
        error=4,
        expected=[Point(START, 52), Point(END, 90)],
        expected_label=_("Expected"),
        target=Point(END, 90, _("Target 90"), "18 Dec 2026"),
        shades=[
            Shade(*HOLIDAY, _("Half-term")),
            Shade(
                date(2026, 11, 9),
                date(2026, 11, 17),
                _("Group adult away"),
                _("9 to 17 Nov"),
                is_event=True,
            ),
        ],
        ticks=ticks,
        ticks_title=_("Sessions"),
        ticks_note=_("%(delivered)s delivered, %(missed)s missed") % count,
        headings=[_("Date"), _("Words right"), _("Expected")],
        rows=[(f"{on.day} {on:%b %Y}", value, _expected(on)) for on, value in reversed(CHECKS)],
        table_caption=_("Reading checks, newest first"),
    )


def record() -> dict:
    """A record head with alerts."""
    tabs = [_("Profile"), _("Plan"), _("Provision"), _("Progress"), _("Contacts"), _("Chronology")]
    return {
        "name": "Toby Wrenfield",
        "tags": [
            layer("E"),
            label_tag(_("SLCN, main need")),
            label_tag("SpLD"),
            label_tag(_("Epilepsy: care plan"), "bad", "med", "#alert"),
            label_tag(_("Same surname: Tom W., 8D"), "warn", "tri"),
        ],
        "facts": [
            _("Year 8, form 8B"),
            _("Born 14 Mar 2014"),
            _("Says it “REN-field”"),
            _("Attendance 91.4%"),
        ],
        "why": _("you own this pupil’s plan (Assistant SENCO). 14 staff can see it."),
        "why_links": [_way("#why", _("Who can see what")), _way("#looked", _("Who looked"))],
        "actions": [
            _way("#print", _("Print"), icon="print"),
            _way("#add", _("Add record"), icon="plus", is_main=True),
        ],
        "tabs_label": _("Pupil record"),
        "tabs": [
            _way(f"#tab-{place}", label, is_current=place == 3, count=None)
            for place, label in enumerate(tabs)
        ],
    }


def _row(pk: int, name: str, code: str, need: str, done: int, of: int, **more) -> dict:
    figures = {"low": done < of * 0.6, "mark": of * 0.75, "on": None, "left": None, "due": None}
    return {
        "pk": pk,
        "name": name,
        "layer": code,
        "need": need,
        "done": done,
        "of": of,
        **figures,
        **more,
    }


def rows() -> list[dict]:
    """Rows of a case list: long names, another script, nothing recorded, late and too early."""
    slower, still = ("warn", _("Slower")), ("bad", _("Not moving"))
    early, moving = ("early", _("Too early")), ("ok", _("On track"))
    four, late = ("warn", _("4 days")), ("bad", _("7 late"))
    reports, halfway = ("bad", _("2 of 5 reports in")), ("warn", _("Half-way review"))
    soon, term, past = date(2026, 11, 24), date(2026, 12, 4), date(2026, 11, 13)
    long = "Ó Súilleabháin, Éabha-Siobhán"
    ways = [4, 4, 5, 4, 5, 5, 6], [4, 5, 5, 7, 7, 6], [1, 2, 4, 5, 8], [5, 4, 5, 4], [3, 4]
    return [
        _row(1, "Karim, Idris", "E", "ASD", 640, 900, on=soon, left=four, due=reports)
        | {"verdict": slower, "series": ways[0]},
        _row(2, "Wrenfield, Toby", "E", "SLCN", 412, 780, on=term)
        | {"verdict": slower, "series": ways[1]},
        _row(3, "مريم الزهراني", "K", "MLD", 300, 360, on=term)
        | {"verdict": moving, "series": ways[2]},
        _row(4, long, "K", "SEMH", 240, 300, due=halfway) | {"verdict": still, "series": ways[3]},
        _row(5, "Novák, Petra", "K", "MLD", 170, 300, on=past, left=late)
        | {"verdict": early, "series": ways[4]},
    ]
