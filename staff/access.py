"""What a person's current posts let them reach: role and school, and the posts below them in the line.

Read once per request, with one query for the posts and one more, when asked, for the line below.
"""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.sitting import Limits


class Role(models.TextChoices):
    """The roles that posts carry; domain.md section 11 says what each may see."""

    HEAD = "head", _("Headteacher")
    SENCO = "senco", _("SENCO")
    ASSISTANT_SENCO = "assistant_senco", _("Assistant SENCO")
    HLTA = "hlta", _("HLTA")
    TA = "ta", _("Teaching assistant")
    TEACHER = "teacher", _("Teacher")
    DSL = "dsl", _("Designated safeguarding lead")
    HR = "hr", _("HR and business")
    EXAMS = "exams", _("Exams officer")
    DATA = "data", _("Data manager")


#: Roles whose work is the whole school's pupils.
WHOLE_SCHOOL = frozenset({Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO, Role.DSL, Role.DATA})
#: Roles that run provision: they see every session and every measure of their school.
PROVISION = frozenset({Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO})
#: Roles that plan provision: they make groups, places and programmes anywhere in their school.
PLANNERS = frozenset({Role.SENCO, Role.ASSISTANT_SENCO})
#: Roles that keep people, posts and the line.
PEOPLE_KEEPERS = frozenset({Role.HR, Role.SENCO})
#: Roles that run sessions.
SUPPORT = frozenset({Role.HLTA, Role.TA})


@dataclass(frozen=True)
class CurrentPost:
    """One post that is current today."""

    id: int
    school_id: int
    role: str
    title: str
    covers_trust: bool
    trust_id: int | None
    school_name: str = ""
    idle_minutes: int = 20
    shared_idle_minutes: int = 10
    longest_hours: int = 10
    has_reports: bool = False
    asks_second_factor: bool = False

    @property
    def label(self) -> str:
        """The post in words: its title, or its role."""
        return self.title or str(Role(self.role).label)


@dataclass(frozen=True)
class Access:
    """Current posts of one person, and questions about them."""

    person_id: int
    posts: tuple[CurrentPost, ...]

    @cached_property
    def school_ids(self) -> frozenset[int]:
        """Schools where the person holds a post today."""
        return frozenset(post.school_id for post in self.posts)

    @cached_property
    def post_ids(self) -> tuple[int, ...]:
        """The person's own posts."""
        return tuple(post.id for post in self.posts)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere."""
        return frozenset(post.role for post in self.posts)

    @cached_property
    def trust_ids(self) -> frozenset[int]:
        """Trusts whose figures a post of this person covers."""
        return frozenset(p.trust_id for p in self.posts if p.covers_trust and p.trust_id)

    def schools_as(self, *roles: str) -> frozenset[int]:
        """Schools where the person holds one of ``roles``."""
        return frozenset(post.school_id for post in self.posts if post.role in roles)

    def has_any(self, *roles: str) -> bool:
        """True if the person holds one of ``roles`` anywhere."""
        return not self.roles.isdisjoint(roles)

    def has(self, school_id: int, *roles: str) -> bool:
        """True if the person holds one of ``roles`` at that school."""
        return any(p.school_id == school_id and p.role in roles for p in self.posts)

    @cached_property
    def has_line(self) -> bool:
        """True if somebody is managed by one of the person's posts today."""
        return any(post.has_reports for post in self.posts)

    @cached_property
    def asks_second_factor(self) -> bool:
        """True if a school asks for a second factor in one of the person's roles."""
        return any(post.asks_second_factor for post in self.posts)

    @cached_property
    def school_names(self) -> str:
        """The person's schools in words."""
        return " and ".join(dict.fromkeys(post.school_name for post in self.posts))

    @cached_property
    def limits(self) -> Limits:
        """How long this person may stay signed in: the strictest of the schools."""
        if not self.posts:
            return Limits()
        return Limits(
            idle=min(post.idle_minutes for post in self.posts) * 60,
            shared_idle=min(post.shared_idle_minutes for post in self.posts) * 60,
            longest=min(post.longest_hours for post in self.posts) * 3600,
        )

    @cached_property
    def below_ids(self) -> tuple[int, ...]:
        """Posts below any of the person's posts, at any depth, today."""
        line = apps.get_model("staff", "LineManagement")
        return tuple(line.objects.post_ids_below(self.post_ids)) if self.posts else ()

    @cached_property
    def department_ids(self) -> tuple[int, ...]:
        """Own support posts and the posts below them: whose pupils an HLTA sees as the department's."""
        own = tuple(post.id for post in self.posts if post.role == Role.HLTA)
        if not own:
            return ()
        line = apps.get_model("staff", "LineManagement")
        return own + tuple(line.objects.post_ids_below(own))


#: Written out because every request asks it: building it from parts costs more than running it.
_POSTS = """
SELECT p.id, p.school_id, p.role, p.title, p.covers_trust, s.trust_id, s.name, s.idle_minutes,
       s.shared_idle_minutes, s.longest_hours,
       EXISTS (SELECT 1 FROM staff_linemanagement l WHERE l.manager_id = p.id
               AND l.starts_on <= %s AND (l.ends_on IS NULL OR l.ends_on >= %s)),
       EXISTS (SELECT 1 FROM staff_secondfactorrule f
               WHERE f.school_id = p.school_id AND f.role = p.role)
FROM staff_post p JOIN core_school s ON s.id = p.school_id
WHERE p.person_id = %s AND p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s)
ORDER BY p.starts_on, p.id"""


def read_access(person_id: int) -> Access:
    """Read a person's posts of today, and what their schools ask at sign-in, in one query."""
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, [today, today, person_id, today, today])
        rows = cursor.fetchall()
    return Access(person_id, tuple(CurrentPost(*row) for row in rows))
