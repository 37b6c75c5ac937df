"""Constraints that several tables share."""

from django.db.models import Q, UniqueConstraint


def once_a_school(*fields: str, name: str) -> list[UniqueConstraint]:
    """``fields`` stand once among the shared rows (no school) and once within each school.

    Two partial indexes, because SQLite cannot treat empty schools as equal.
    """
    return [
        UniqueConstraint(fields=fields, condition=Q(school__isnull=True), name=f"{name}_shared"),
        UniqueConstraint(fields=["school", *fields], condition=Q(school__isnull=False), name=name),
    ]
