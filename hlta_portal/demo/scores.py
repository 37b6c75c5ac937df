"""The demo's test results: an entry, checks on the way, and the midpoint."""

import datetime
from decimal import Decimal
from random import Random

from hlta_portal.demo import cast
from interventions.measures import gas_t_score
from interventions.models import Goal, GoalLevel, Group, Score

#: Shares of the run at which pupils are checked, and what the check is called.
POINTS = [
    (0.02, "entry"),
    (0.2, "check"),
    (0.36, "check"),
    (0.5, "midpoint"),
    (0.66, "check"),
    (0.8, "check"),
    (0.96, "exit"),
]


def make_scores(group: Group, run: cast.Run, today: datetime.date, random: Random) -> None:
    """Score every pupil of a group up to today, at the group's pace and with a test's own noise."""
    length = (group.ends_on - group.starts_on).days
    for place in group.places.select_related("pupil", "measure"):
        start = run.start + random.uniform(-3, 3)
        if run.measure == "gas":
            _goals(place, group, today, random)
            continue
        place.target_value = Decimal(round(start + run.target - run.start))
        place.save(update_fields=["target_value"])
        pace = run.pace * random.uniform(0.75, 1.25)
        for share, point in _due(group, today):
            value = start + (run.target - run.start) * share * pace + random.uniform(-1.2, 1.2)
            if point == "entry":
                value = start
            _score(
                place,
                point,
                group.starts_on + datetime.timedelta(days=round(length * share)),
                Decimal(round(value)),
            )


def _due(group: Group, today: datetime.date) -> list[tuple[float, str]]:
    length = (group.ends_on - group.starts_on).days
    return [
        (share, point)
        for share, point in POINTS
        if group.starts_on + datetime.timedelta(days=round(length * share)) < today
    ]


def _score(place, point: str, on: datetime.date, value: Decimal) -> Score:
    return Score.objects.create(
        school=place.school,
        pupil=place.pupil,
        place=place,
        measure=place.measure,
        point=point,
        on=on,
        value=value,
        assessed_by=place.group.leader.person,
        paper="A" if point == "entry" else "B" if point == "exit" else "",
    )


def _goals(place, group: Group, today: datetime.date, random: Random) -> None:
    """Two goals a pupil, from well below the expected level towards it."""
    goals = [
        Goal.objects.create(place=place, wording="Starts a turn with a friend", weight=Decimal(2)),
        Goal.objects.create(
            place=place, wording="Says what helps when it is loud", weight=Decimal(1)
        ),
    ]
    length = (group.ends_on - group.starts_on).days
    for share, point in _due(group, today)[::3]:
        levels = [min(2, round(-2 + 2.4 * share + random.uniform(-0.3, 0.3))) for _ in goals]
        levels = [max(-2, level) for level in levels]
        value = gas_t_score(levels, [float(goal.weight) for goal in goals])
        score = _score(
            place,
            point,
            group.starts_on + datetime.timedelta(days=round(length * share)),
            Decimal(str(round(value, 2))),
        )
        GoalLevel.objects.bulk_create(
            GoalLevel(score=score, goal=goal, level=level)
            for goal, level in zip(goals, levels, strict=True)
        )
