"""The appraisal year of a school."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


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
