"""The appraisal year of a school."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CycleQuerySet(models.QuerySet):
    """Which cycles."""

    def visible_to(self, person) -> "CycleQuerySet":
        """Those of the schools where ``person`` works."""
        return self.filter(school__in=person.access.school_ids)

    def current(self, on: datetime.date | None = None) -> "CycleQuerySet":
        """Cycles that run on a day, today unless said; the one that began last comes first."""
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on).order_by("-starts_on", "-pk")


class Cycle(models.Model):
    """One round of appraisal, with the days by which each phase should be done."""

    school = models.ForeignKey("core.School", models.PROTECT)
    name = models.CharField(_("name"), max_length=40)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    objectives_by = models.DateField(_("objectives agreed by"))
    midyear_by = models.DateField(_("mid-year by"))
    final_by = models.DateField(_("final review by"))
    version = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="cycle_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["school", "name"], name="cycle_name_stands_once"),
        ]

    def __str__(self) -> str:
        return self.name
