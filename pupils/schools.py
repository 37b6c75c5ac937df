"""The schools whose pupils a person keeps."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.models import School
from core.policy import Refused
from pupils.models.imports import KEEPERS
from staff.access import WHOLE_SCHOOL


def schools_kept_by(person: Any) -> QuerySet[School]:
    """Schools where the person may add and import pupils."""
    return School.objects.filter(pk__in=person.access.schools_as(*KEEPERS))


def schools_worked_at(person: Any) -> QuerySet[School]:
    """Schools where the person holds a post today."""
    return School.objects.filter(pk__in=person.access.school_ids)


def school_of(person: Any) -> School:
    """The school a list is taken for: that of the person's first whole-school post, or first post.

    Raises Refused for somebody who holds no post today.
    """
    if not person.access.posts:
        raise Refused(_("You hold no post today, so there is no school to do this for."))
    posts = sorted(person.access.posts, key=lambda post: post.role not in WHOLE_SCHOOL)
    return School.objects.get(pk=posts[0].school_id)
