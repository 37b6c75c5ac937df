"""Local authorities that a school deals with, as it names them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CouncilQuerySet(models.QuerySet):
    """Which authorities."""

    def visible_to(self, person) -> "CouncilQuerySet":
        """Those of the schools where the person works."""
        return self.filter(school__in=person.access.school_ids)


class Council(models.Model):
    """One local authority, with whom the school writes to there."""

    school = models.ForeignKey("core.School", models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    contact = models.CharField(_("case worker, address"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("authority")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"], name="council_stands_once_in_a_school"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="council_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
