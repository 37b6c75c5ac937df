"""What delivers the plans of the world of the access table: a link that goes on, one that ended, a rule."""

from django.utils import timezone

from interventions.actions.delivery import link_line, unlink_line
from interventions.models import ThreadRule
from staff.models import Post
from tests.house.world_plans import LINE


def make(things: dict, posts: dict[str, Post], place: str) -> dict[str, object]:
    """The SENCO said which group delivers the line."""
    senco, plan = posts["senco"].person, things["plan"]
    ended = link_line(by=senco, plan=plan, key=LINE, place=things["aims"])
    return {
        "line_delivery": link_line(by=senco, plan=plan, key=LINE, place=things["place"]),
        "ended_delivery": unlink_line(by=senco, link=ended, version=1),
        "thread_rule": ThreadRule.objects.create(
            school=plan.school, code=f"own-{place.replace('_', '-')}", name="Own rule",
            about="Something of ours", source="The school", valid_from=timezone.localdate(),
        ),
    }  # fmt: skip
