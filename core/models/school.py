"""Schools, and the trust they may belong to."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Trust(models.Model):
    """A group of schools run by one employer."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school: the wall that nothing crosses. Every school's record carries its school."""

    trust = models.ForeignKey(
        Trust,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schools",
        verbose_name=_("trust"),
    )
    name = models.CharField(_("name"), max_length=120)
    urn = models.PositiveIntegerField(
        _("unique reference number"),
        unique=True,
        validators=[MinValueValidator(100000), MaxValueValidator(999999)],
    )
    laestab = models.CharField(_("LAESTAB"), max_length=7, blank=True)
    has_two_week_timetable = models.BooleanField(_("two-week timetable"), default=False)
    log_window_days = models.PositiveSmallIntegerField(
        _("days in which a session can be logged later"), default=7
    )
    enough_dose_percent = models.PositiveSmallIntegerField(
        _("share of planned sessions before progress is judged, per cent"), default=50
    )
    smallest_group_shown = models.PositiveSmallIntegerField(
        _("smallest number of pupils shown as a group"), default=5
    )
    idle_minutes = models.PositiveSmallIntegerField(_("minutes idle before sign-out"), default=20)
    shared_idle_minutes = models.PositiveSmallIntegerField(
        _("minutes idle before sign-out on a shared tablet"), default=10
    )
    longest_hours = models.PositiveSmallIntegerField(
        _("hours before sign-out in any case"), default=10
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(urn__gte=100000, urn__lte=999999), name="school_urn_has_six_digits"
            ),
            models.CheckConstraint(
                condition=Q(enough_dose_percent__gte=1, enough_dose_percent__lte=100),
                name="school_dose_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.name
