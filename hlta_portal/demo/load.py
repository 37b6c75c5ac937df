"""Puts the demo trust together. Rows are written straight, not through actions: there is nobody yet to ask."""

import datetime
from random import Random

from django.db import transaction

from core import audit
from core.models import School
from hlta_portal.demo import cast
from hlta_portal.demo.around import make_around
from hlta_portal.demo.arrangements import make_arrangements
from hlta_portal.demo.assessments import make_assessments
from hlta_portal.demo.children import make_pupils
from hlta_portal.demo.concerns import make_concerns
from hlta_portal.demo.contacts import make_contacts
from hlta_portal.demo.deliveries import make_deliveries
from hlta_portal.demo.emergencies import make_emergencies
from hlta_portal.demo.incidents import make_incidents
from hlta_portal.demo.meetings import make_meetings
from hlta_portal.demo.moves import make_moves
from hlta_portal.demo.papers import make_papers_for_cover
from hlta_portal.demo.plans import make_plans
from hlta_portal.demo.profiles import make_profiles
from hlta_portal.demo.provision import make_group, make_sessions
from hlta_portal.demo.requests import make_requests
from hlta_portal.demo.restrictives import make_restrictives
from hlta_portal.demo.reviews import make_reviews
from hlta_portal.demo.reviews_of_plans import make_annual_reviews
from hlta_portal.demo.school import make_people, make_schools, run_window
from hlta_portal.demo.scores import make_scores
from interventions.actions.totals import recount_places, recount_pupils, recount_weeks
from interventions.models import Place
from pupils.models import Pupil
from staff.models import Post


@transaction.atomic
def load(today: datetime.date, password: str) -> None:
    """Make both schools. Raises ValueError when schools are there already."""
    if School.objects.exists():
        raise ValueError("There are schools already; the demo is only for an empty database.")
    first, second = make_schools(today)
    posts = make_people(first, cast.ADULTS, password)
    others = make_people(second, cast.OTHER_ADULTS, password)
    pupils = make_pupils(first, posts, today, stories=True, others=210)
    _fill(first, posts, pupils, cast.RUNS, today)
    _fill(
        second,
        others,
        make_pupils(second, others, today, stories=False, others=90),
        cast.OTHER_RUNS,
        today,
    )
    make_arrangements(first, posts, _by_surname(pupils), today)
    make_profiles(first, posts, _by_surname(pupils), today)
    make_concerns(first, posts, _by_surname(pupils), today)
    make_incidents(first, posts, _by_surname(pupils), today)
    make_papers_for_cover(posts, pupils)
    make_emergencies(first, posts, _by_surname(pupils), today)
    make_moves(first, posts, _by_surname(pupils), today)
    make_contacts(first, posts, pupils, today)
    make_meetings(first, posts, _by_surname(pupils), today)
    make_restrictives(first, posts, _by_surname(pupils), today)
    plans = make_plans(first, posts, _by_surname(pupils), today)
    make_deliveries(plans, posts["senco"].person)
    make_around(first, posts, _by_surname(pupils), today)
    make_annual_reviews(posts, _by_surname(pupils), today)
    make_assessments(posts, _by_surname(pupils), today)
    make_requests(posts, _by_surname(pupils), today)
    make_reviews(posts, today)
    for school in (first, second):
        audit.record(by=None, action="load_demo", about=school, school_id=school.pk)


def _fill(
    school: School,
    posts: dict[str, Post],
    pupils: list[Pupil],
    runs: list[cast.Run],
    today: datetime.date,
) -> None:
    """Groups, sessions and scores of one school, then its totals."""
    random = Random(school.urn + 1)
    window = run_window(school, today)
    by_surname = _by_surname(pupils)
    on_register = [pupil for pupil in pupils if pupil.sen_code != "N"]
    for run in runs:
        chosen = [by_surname[name] for name in run.pupils] or random.sample(on_register, 5)
        group = make_group(school, run, posts, chosen, window, posts.get("teacher"))
        make_sessions(group, run.leader, today, random)
        make_scores(group, run, today, random)
    recount_places(list(Place.objects.filter(school=school).values_list("pk", flat=True)))
    recount_weeks([school.pk])
    recount_pupils([pupil.pk for pupil in pupils])


def _by_surname(pupils: list[Pupil]) -> dict[str, Pupil]:
    """The first pupil of each surname: those of the stories."""
    found: dict[str, Pupil] = {}
    for pupil in pupils:
        found.setdefault(pupil.surname, pupil)
    return found
