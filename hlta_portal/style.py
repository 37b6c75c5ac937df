"""The living style page: every component in every state, on invented figures and people."""

from datetime import date, datetime, timedelta, timezone

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.templatetags.look import label_tag, layer
from interventions.chart import LineChart, Point, Shade, Tick

START, END, TODAY = date(2026, 9, 7), date(2026, 12, 18), date(2026, 11, 20)
AT = datetime(2026, 11, 20, 10, 42, tzinfo=timezone.utc)
SCORES = (52, 55, 58, 64, 66, 67, 68)
DATES = (
    START,
    date(2026, 9, 21),
    date(2026, 10, 5),
    date(2026, 10, 19),
    date(2026, 11, 2),
    date(2026, 11, 9),
    TODAY,
)
MISSED = frozenset({date(2026, 10, 7), date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 16)})
ENGAGEMENT = [(n, str(n)) for n in range(1, 6)]
HELP = [
    ("n", _("None")),
    ("g", _("Gesture")),
    ("v", _("Words")),
    ("m", _("Model")),
    ("h", _("Hand")),
]


class StyleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), help_text=_("As it should stand in the letter."))
    starts_on = forms.DateField(
        label=_("First session"), widget=forms.DateInput(attrs={"type": "date"})
    )
    minutes = forms.IntegerField(label=_("Minutes a session"), min_value=5, max_value=120)
    layer = forms.ChoiceField(
        label=_("Layer"), choices=[("e", _("EHC plan")), ("k", _("SEN support"))]
    )
    room = forms.CharField(label=_("Room"), required=False)
    help_given = forms.ChoiceField(
        label=_("Most help needed"), choices=HELP[:3], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", _("Monday")), ("tue", _("Tuesday"))],
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed = forms.BooleanField(label=_("Parents have been told"), required=False)


def style_chart() -> LineChart:
    """Reading that moves, but slower than expected."""
    school_days = [
        START + timedelta(days=n)
        for n in range((END - START).days)
        if (START + timedelta(days=n)).weekday() in (0, 2)
    ]
    lessons = [on for on in school_days if not date(2026, 10, 26) <= on <= date(2026, 10, 30)]
    ticks = [
        Tick(on, "missed" if on in MISSED else "planned" if on > TODAY else "delivered")
        for on in lessons
    ]
    labels = {
        0: (_("Entry %(value)s") % {"value": SCORES[0]}, ""),
        6: (
            _("Now %(value)s, give or take 4") % {"value": 68},
            _("Expected by now: %(value)s") % {"value": 80},
        ),
    }
    points = [
        Point(on, value, *labels.get(place, ("", "")))
        for place, (on, value) in enumerate(zip(DATES, SCORES))
    ]
    return LineChart(
        name="style-reading",
        start=START,
        end=END,
        points=points,
        error=4,
        title=_(
            "Words read right in a minute, from 52 at entry to 68 now, target 90 by 18 December"
        ),
        desc=_(
            "Seven checks between 7 September and 20 November. The expected line would be at 80 today."
        ),
        expected=[Point(START, 52), Point(END, 90)],
        expected_label=_("Expected"),
        target=Point(END, 90, _("Target 90"), "18 Dec 2026"),
        ticks=ticks,
        ticks_title=_("Sessions"),
        ticks_note=_("%(done)s delivered, %(missed)s missed, %(planned)s still planned")
        % {
            kind: sum(tick.kind == name for tick in ticks)
            for kind, name in (("done", "delivered"), ("missed", "missed"), ("planned", "planned"))
        },
        shades=[
            Shade(date(2026, 10, 24), date(2026, 11, 1), _("Half-term")),
            Shade(
                date(2026, 11, 9), date(2026, 11, 17), _("Group adult away"), _("9 to 17 Nov"), True
            ),
        ],
        headings=[_("Date"), _("Words right"), _("Expected")],
        table_caption=_("Reading checks, newest first"),
        rows=[
            (f"{on.day} {on:%b %Y}", value, round(52 + 38 * (on - START).days / (END - START).days))
            for on, value in reversed(list(zip(DATES, SCORES)))
        ],
    )


def style_record() -> dict:
    """A record head with alerts."""
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
        "why": _(
            "you own this pupil’s plan (Assistant SENCO). 14 staff can see it; health details, 6."
        ),
        "why_links": [
            {"url": "#why", "label": _("Who can see what")},
            {"url": "#looked", "label": _("Who looked")},
        ],
        "actions": [
            {"label": _("Print"), "url": "#print", "icon": "print"},
            {"label": _("Add record"), "url": "#add", "icon": "plus", "is_main": True},
        ],
        "tabs_label": _("Pupil record"),
        "tabs": [
            {"label": label, "url": f"#{n}", "is_current": n == 3, "count": None}
            for n, label in enumerate(
                [
                    _("Profile"),
                    _("Plan"),
                    _("Provision"),
                    _("Progress"),
                    _("Contacts"),
                    _("Chronology"),
                ]
            )
        ],
    }


def style_needs() -> list[dict]:
    """Three things that need somebody, most urgent first."""
    return [
        {
            "url": "#1",
            "title": _("Idris Karim: review papers due in 4 days"),
            "why": _(
                "The meeting is on 8 Dec. By law papers go out 2 weeks before. 2 of 5 reports are in."
            ),
            "links": [
                {"url": "#1a", "label": _("Chase 3 people")},
                {"url": "#1b", "label": _("Open the review")},
            ],
        },
        {
            "url": "#2",
            "title": _("3 pupils behind on promised minutes"),
            "why": _("337 minutes short, most since J. Marsh went away on 9 Nov."),
            "links": [{"url": "#2a", "label": _("Plan catch-up")}],
        },
        {
            "url": "#3",
            "title": _("2 pupils not moving after half the dose"),
            "why": _("16 or more sessions, change smaller than the test’s own error."),
            "links": [{"url": "#3a", "label": _("Plan a change")}],
        },
    ]


def style_rows() -> list[dict]:
    """Rows of a case list: names in three scripts, and the states a row can be in."""

    def row(pk, name, code, need, on, left, done, of, verdict, series, due):
        return dict(
            pk=pk,
            name=name,
            layer=code,
            need=need,
            on=on,
            left=left,
            done=done,
            of=of,
            verdict=verdict,
            series=series,
            due=due,
            low=done < of * 0.6,
            mark=of * 0.75,
        )

    return [
        row(
            1,
            "Karim, Idris",
            "E",
            "ASD",
            date(2026, 11, 24),
            ("warn", _("4 days")),
            640,
            900,
            ("warn", _("Slower")),
            [4, 4, 5, 4, 5, 5, 6],
            ("bad", _("2 of 5 reports in")),
        ),
        row(
            2,
            "Wrenfield, Toby",
            "E",
            "SLCN",
            date(2026, 12, 4),
            None,
            412,
            780,
            ("warn", _("Slower")),
            [4, 5, 5, 5, 7, 7, 6],
            ("bad", _("Catch-up to agree")),
        ),
        row(
            3,
            "مريم الزهراني",
            "K",
            "EAL",
            date(2026, 12, 9),
            None,
            300,
            360,
            ("ok", _("On track")),
            [1, 2, 4, 5, 8],
            None,
        ),
        row(
            4,
            "Ó Súilleabháin, Éabha-Siobhán",
            "K",
            "SEMH",
            None,
            None,
            240,
            300,
            ("bad", _("Not moving")),
            [5, 4, 5, 4],
            ("warn", _("Half-way review")),
        ),
        row(
            5,
            "Novák, Petra",
            "K",
            "MLD",
            date(2026, 11, 13),
            ("bad", _("7 late")),
            170,
            300,
            ("early", _("Too early")),
            [3, 4],
            None,
        ),
    ]


@login_required
@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component; holds no record of any school."""
    form = StyleForm(
        {
            "title": "",
            "starts_on": "31/02/2026",
            "minutes": "500",
            "layer": "e",
            "note": "Kept as typed.",
        }
    )
    return render(
        request,
        "style/style_page.html",
        {
            "chart": style_chart(),
            "record": style_record(),
            "needs": style_needs(),
            "rows": style_rows(),
            "at": AT,
            "chips": [
                {"label": _("Due by"), "value": "12 Feb 2027", "url": "#chip1"},
                {"label": _("Layer"), "value": _("E or K"), "url": "#chip2"},
            ],
            "views": [
                {"label": _("What is due"), "url": "#v1", "is_current": True, "count": 38},
                {"label": _("All my pupils"), "url": "#v2", "is_current": False, "count": 143},
            ],
            "sort": request.GET.get("sort", "due"),
            "page": Paginator(range(143), 25).page(2),
            "steps": [
                {"label": _("Objectives"), "state": "done"},
                {"label": _("Mid-year"), "state": "now"},
                {"label": _("Self-review"), "state": "todo"},
                {"label": _("Final"), "state": "todo"},
            ],
            "late_steps": [
                {"label": _("Objectives"), "state": "behind"},
                {"label": _("Mid-year"), "state": "todo"},
                {"label": _("Final"), "state": "todo"},
            ],
            "totals": [
                {"value": 412, "label": _("delivered")},
                {"value": 601, "label": _("due by today")},
                {"value": 780, "label": _("promised")},
            ],
            "entries": [
                {
                    "title": _("Plan agreed"),
                    "at": AT,
                    "by": "R. Pemberton",
                    "icon": "check",
                    "url": "#t1",
                    "text": _("Version 3 replaces version 2."),
                },
                {
                    "title": _("Reading check: 67"),
                    "on": date(2026, 11, 9),
                    "by": "S. Iqbal",
                    "icon": "chart",
                },
                {"title": _("Moved to K"), "on": START, "icon": "flag"},
            ],
            "acts": [
                {"label": _("All 4 as planned"), "url": "#late1", "icon": "tick", "is_main": True},
                {"label": _("Open"), "url": "#late2"},
            ],
            "off": {"label": _("Sign"), "name": "sign", "reason": _("The appraisee signs first.")},
            "bulk": [
                {"label": _("Plan reviews"), "value": "review"},
                {"label": _("Change owner"), "value": "owner"},
            ],
            "form": StyleForm(initial={"title": _("Reading Fluency"), "layer": "k"}, prefix="good"),
            "bad_form": form,
            "engagement": ENGAGEMENT,
            "help": HELP,
            "save_states": [
                {"state": "saving"},
                {"state": "saved"},
                {"state": "device"},
                {"state": "failed"},
                {"state": "none"},
            ],
        },
    )
