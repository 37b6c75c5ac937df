"""The school year: terms, and the days inside them on which pupils are not in school."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A stretch of school weeks, first and last school day included. Half terms are closures."""

    school = models.ForeignKey("core.School", models.CASCADE, related_name="terms")
    name = models.CharField(_("name"), max_length=40)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    first_week = models.CharField(
        _("first week"), max_length=1, choices=[("A", _("Week A")), ("B", _("Week B"))], default="A"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="term_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["school", "starts_on"], name="term_starts_once_in_a_school"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """Days inside a term without pupils: half term, bank holiday, INSET, or closed."""

    class Kind(models.TextChoices):
        HALF_TERM = "half_term", _("Half term")
        INSET = "inset", _("INSET day")
        BANK_HOLIDAY = "bank_holiday", _("Bank holiday")
        CLOSED = "closed", _("School closed")

    school = models.ForeignKey("core.School", models.CASCADE, related_name="closures")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=60, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="closure_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["school", "starts_on", "kind"], name="closure_stands_once_in_a_school"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
