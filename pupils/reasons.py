"""Why a person can see a pupil, in words, and everybody who can: the page shows both.

The rules are those of ``PupilQuerySet.visible_to``; a test compares the two for every role.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.kept import Kept
from pupils.emergencies import open_for, until_words
from pupils.models import AdultLink, EmergencyAccess, Pupil
from staff.access import PROVISION, WHOLE_SCHOOL, Role
from staff.line import chain_above
from staff.models import LineManagement, Post

LINK, DEPARTMENT, ROLE, NONE = "link", "department", "role", "none"
EMERGENCY = "emergency"


@dataclass(frozen=True)
class Reason:
    """Why somebody sees a pupil: the words of the page, and the kind of reason."""

    words: str
    kind: str
    emergency: EmergencyAccess | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Seer:
    """One adult who can see a pupil's record today, with every reason."""

    person: Any
    posts: tuple[str, ...]
    reasons: tuple[str, ...]
    sees_progress: bool


_LINKS = Kept(lambda pupil: AdultLink.objects.filter(pupil=pupil).select_related("post__person"), 1)


def links_of(pupil: Pupil) -> list[AdultLink]:
    """All links of a pupil, ended ones too, with post and person: one query, or none if read before."""
    if not hasattr(pupil, "links_read"):
        pupil.links_read = _LINKS(pupil.pk)
    return pupil.links_read


def current_links(pupil: Pupil) -> list[AdultLink]:
    """The links to adults that stand today, as ``AdultLinkQuerySet.current`` has them."""
    return [link for link in links_of(pupil) if link.stands_on(timezone.localdate())]


def why_visible(person: Any, pupil: Pupil) -> Reason:
    """The strongest reason why ``person`` sees ``pupil``: own work, then role, then department, then
    an emergency.

    The kind is ``none``, with no words, for somebody who does not see the pupil.
    """
    found = current_links(pupil)
    own = [link for link in found if link.post_id in person.access.post_ids]
    if own:
        return Reason(_joined(own), LINK)
    roles = [post for post in person.access.posts if _is_whole_school(post, pupil)]
    if roles:
        words = _("as %(role)s you work with every pupil of the school") % {"role": roles[0].label}
        return Reason(words, ROLE)
    below = [link for link in found if link.post_id in person.access.department_ids]
    if below:
        words = _("in your department, %(name)s %(does)s") % {
            "name": below[0].post.person.short_name,
            "does": _does(below[0]),
        }
        return Reason(words, DEPARTMENT)
    if opened := open_for(person, pupil):
        return Reason(until_words(opened), EMERGENCY, opened)
    return Reason("", NONE)


def who_can_see(pupil: Pupil) -> list[Seer]:
    """Everybody who can see the record now and why, by name; three queries however many.

    One more for each adult to whom some record is open in an emergency, and that is hardly ever one.
    """
    links = current_links(pupil)
    linked = {link.post_id for link in links}
    edges = dict(
        LineManagement.objects.current()
        .filter(school=pupil.school_id)
        .values_list("post_id", "manager_id")
    )
    posts = Post.objects.current().filter(
        Q(school=pupil.school_id, role__in=[*WHOLE_SCHOOL, Role.HLTA])
        | Q(pk__in=linked)
        | Q(school=pupil.school_id, person__emergency_until__gt=timezone.now())
    )
    seers: dict[int, tuple[Any, list[Post], list[str]]] = {}
    for post in posts.select_related("person").filter(person__is_active=True):
        reasons = _reasons_of(post, pupil, links, edges)
        if not reasons and (opened := open_for(post.person, pupil)):
            reasons = [capfirst(until_words(opened))]
        if reasons:
            row = seers.setdefault(post.person_id, (post.person, [], []))
            row[1].append(post)
            row[2].extend(reasons)
    ordered = sorted(seers.values(), key=lambda row: row[0].full_name)
    return [_seer(person, held, reasons) for person, held, reasons in ordered]


def _seer(person: Any, posts: list[Post], reasons: list[str]) -> Seer:
    """One line of the list; DSL and data manager alone see the record without its progress."""
    sees = any(post.role not in WHOLE_SCHOOL or post.role in PROVISION for post in posts)
    works = len(reasons) > len(posts)
    labels = tuple(post.label for post in posts)
    return Seer(person, labels, tuple(reasons), sees or works)


def _reasons_of(
    post: Post, pupil: Pupil, links: list[AdultLink], edges: dict[int, int]
) -> list[str]:
    reasons = [capfirst(_does(link)) for link in links if link.post_id == post.pk]
    if post.school_id == pupil.school_id and post.role in WHOLE_SCHOOL:
        reasons.append(_("Works with every pupil of the school"))
    if post.role == Role.HLTA and not reasons:
        reasons += [
            _("In the department: %(name)s %(does)s")
            % {"name": link.post.person.short_name, "does": _does(link)}
            for link in links
            if post.pk in chain_above(edges, link.post_id)
        ][:1]
    return reasons


def _is_whole_school(post: Any, pupil: Pupil) -> bool:
    return post.school_id == pupil.school_id and post.role in WHOLE_SCHOOL


def _joined(links: list[AdultLink]) -> str:
    """Up to two of a person's own reasons, with the post they hold them in."""
    said = list(dict.fromkeys(_you(link) for link in links))[:2]
    return _("%(reasons)s (%(post)s)") % {
        "reasons": _(" and ").join(said),
        "post": links[0].post.label,
    }


def _you(link: AdultLink) -> str:
    name = link.detail or _("a group")
    kinds = AdultLink.Kind
    return {
        kinds.KEY_ADULT: _("you are the key adult"),
        kinds.PLAN_OWNER: _("you own this pupil’s plan"),
        kinds.TUTOR: _("you are the form tutor"),
        kinds.TEACHER: _("you teach this pupil"),
        kinds.LEADS: _("you lead %(group)s") % {"group": name},
        kinds.SUPPORTS: _("you support %(group)s") % {"group": name},
        kinds.COVERS: _("you cover %(group)s") % {"group": name},
    }[kinds(link.kind)]


def _does(link: AdultLink) -> str:
    name = link.detail or _("a group")
    kinds = AdultLink.Kind
    return {
        kinds.KEY_ADULT: _("is the key adult"),
        kinds.PLAN_OWNER: _("owns the plan"),
        kinds.TUTOR: _("is the form tutor"),
        kinds.TEACHER: _("teaches the pupil"),
        kinds.LEADS: _("leads %(group)s") % {"group": name},
        kinds.SUPPORTS: _("supports %(group)s") % {"group": name},
        kinds.COVERS: _("covers %(group)s") % {"group": name},
    }[kinds(link.kind)]
