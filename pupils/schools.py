"""The schools whose pupils a person keeps."""

from typing import Any

from django.db.models import QuerySet

from core.models import School
from pupils.models.imports import KEEPERS


def schools_kept_by(person: Any) -> QuerySet[School]:
    """Schools where the person may add and import pupils."""
    return School.objects.filter(pk__in=person.access.schools_as(*KEEPERS))
