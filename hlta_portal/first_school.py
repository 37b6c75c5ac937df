"""How a school begins: somebody must let the first person in, before anybody can be asked.

Everything after this is done on the screen, by people whose posts allow it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core import audit
from core.models import School, Trust
from staff.access import Role
from staff.models import Post, StaffMember


@dataclass(frozen=True)
class Opening:
    """A school to open, with the person who becomes its first headteacher account."""

    school: str
    urn: int
    trust: str
    person: str
    username: str
    password: str


@transaction.atomic
def open_school(opening: Opening) -> Post:
    """Add the school, its trust if named, and its head; return the head's post.

    A person who has an account already keeps its name and password. Raises ValidationError when the
    number or the names are not possible.
    """
    trust = None
    if opening.trust:
        trust, _ = Trust.objects.get_or_create(name=opening.trust)
    school = School(name=opening.school, urn=opening.urn, trust=trust)
    school.full_clean()
    school.save()
    person = StaffMember.objects.filter(username=opening.username.strip().lower()).first()
    if person is None:
        person = StaffMember.objects.create_user(
            opening.username, opening.password, full_name=opening.person
        )
    post = Post.objects.create(
        school=school, person=person, role=Role.HEAD, starts_on=timezone.localdate()
    )
    audit.record(by=None, action="open_school", about=school, school_id=school.pk)
    audit.record(by=None, action="add_post", about=post)
    return post
