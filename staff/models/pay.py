"""Bands and what they pay. Pay is dated data that a school edits; nothing here is a rule of law."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class SharedQuerySet(models.QuerySet):
    """Rows that every school shares, and rows of one school, which win over them."""

    def visible_to(self, person) -> "SharedQuerySet":
        """Shared rows, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def at(self, school_id: int) -> "SharedQuerySet":
        """Shared rows and those of this school, the school's own first, the latest first."""
        rows = self.filter(Q(school=None) | Q(school=school_id))
        return rows.order_by(F("school").asc(nulls_last=True), "-effective_from")

    def in_force(self, on: datetime.date) -> "SharedQuerySet":
        """Rows that stand on a day or began before it."""
        return self.filter(effective_from__lte=on)


class OpenQuerySet(models.QuerySet):
    """Rows that are no school's and no secret: bands and points."""

    def visible_to(self, person) -> "OpenQuerySet":
        """All of them, for everybody who signs in."""
        return self.all() if person.is_authenticated else self.none()


class Band(models.Model):
    """A step of the support-staff ladder: 1 induction TA, 2 TA, 3 HLTA, with its points on the scale."""

    number = models.PositiveSmallIntegerField(_("band"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    scale = models.CharField(_("scale"), max_length=10)
    first_old_point = models.PositiveSmallIntegerField(_("first point, before April 2019"))
    last_old_point = models.PositiveSmallIntegerField(_("last point, before April 2019"))
    first_point = models.PositiveSmallIntegerField(_("first point"))
    last_point = models.PositiveSmallIntegerField(_("last point"))
    source = models.CharField(_("source"), max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_point__gte=models.F("first_point")), name="band_points_run_upwards"
            )
        ]

    def __str__(self) -> str:
        return f"Band {self.number}, {self.name}"


class PayPoint(models.Model):
    """A spinal column point: its number today, and its number before 1 April 2019 where it had one."""

    spine = models.CharField(_("spine"), max_length=20)
    point = models.PositiveSmallIntegerField(_("point"))
    old_point = models.PositiveSmallIntegerField(
        _("point before April 2019"), null=True, blank=True
    )

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["spine", "point"]
        constraints = [
            models.UniqueConstraint(
                fields=["spine", "point"], name="pay_point_stands_once_on_a_spine"
            )
        ]

    def __str__(self) -> str:
        return f"{self.spine} {self.point}"

    @property
    def in_words(self) -> str:
        """Today's number, and the one before April 2019: "25 (old 31)"."""
        return f"{self.point} (old {self.old_point})" if self.old_point else str(self.point)


class PayAward(models.Model):
    """What a point pays full time for a year, from a day, in an area; a school's own row wins over the national one."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    pay_point = models.ForeignKey(PayPoint, models.CASCADE, related_name="awards")
    area = models.CharField(_("pay area"), max_length=30, default="National")
    effective_from = models.DateField(_("from"))
    annual_fte = models.DecimalField(_("full-time pay a year, GBP"), max_digits=8, decimal_places=2)
    source = models.CharField(_("source"), max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["pay_point", "-effective_from"]
        constraints = [
            *once_a_school(
                "pay_point", "area", "effective_from", name="pay_award_stands_once_a_day"
            ),
            models.CheckConstraint(condition=Q(annual_fte__gt=0), name="pay_award_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.pay_point}: {self.annual_fte} from {self.effective_from}"


class PayRule(models.Model):
    """How a school turns full-time pay into pay: full-time hours, leave of a full year, and area.

    Dated, because leave and hours change with agreements; a school's own row wins.
    """

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    effective_from = models.DateField(_("from"))
    area = models.CharField(_("pay area"), max_length=30, default="National")
    full_time_hours = models.DecimalField(
        _("full-time hours a week"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(20), MaxValueValidator(48)],
    )
    leave_days = models.DecimalField(
        _("days of leave a year, full time"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(60)],
    )
    bank_holidays = models.DecimalField(
        _("bank holidays a year"),
        max_digits=3,
        decimal_places=1,
        default=8,
        validators=[MinValueValidator(0), MaxValueValidator(15)],
    )
    source = models.CharField(_("source"), max_length=200)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            *once_a_school("effective_from", name="pay_rule_stands_once_a_day"),
            models.CheckConstraint(
                condition=Q(full_time_hours__gte=20, full_time_hours__lte=48),
                name="pay_rule_hours_fit_a_week",
            ),
            models.CheckConstraint(
                condition=Q(leave_days__gte=0, leave_days__lte=60, bank_holidays__gte=0),
                name="pay_rule_leave_fits_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_time_hours} hours a week from {self.effective_from}"
