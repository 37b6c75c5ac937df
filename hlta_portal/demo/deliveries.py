"""The demo's links between lines of plans and the groups that deliver them; one line nobody delivers."""

from typing import Any

from interventions.models import LineDelivery, Place
from pupils.models import Plan, Provision

#: Surname, first words of the line, group. Nobody has said who delivers Chidi Nwosu's line.
LINKS = [
    ("Wrenfield", "Small group for listening", "Talk Boost"),
    ("Wrenfield", "Reading fluency", "Reading Fluency"),
    ("Chowdhury", "Word groups", "Word Aware"),
    ("Brandt", "Group about feelings", "Feelings First"),
    ("Brandt", "Calm start", "Calm Start"),
]


def make_deliveries(plans: dict[str, Plan], by: Any) -> None:
    """Each link from the first day of the pupil's place."""
    for surname, words, group in LINKS:
        plan = plans[surname]
        place = Place.objects.get(pupil=plan.pupil, group__name=group)
        line = Provision.objects.get(plan=plan, what__startswith=words)
        LineDelivery.objects.create(
            school_id=plan.school_id, pupil=plan.pupil, key=line.key, place=place,
            starts_on=place.starts_on, linked_by=by,
        )  # fmt: skip
