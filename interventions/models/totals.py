"""Totals kept by the same transaction that changes what they count. ``recount`` rebuilds and compares them.

Lock order, everywhere: PlaceTotal by place, AdultWeek by post and week, SchoolWeek by week,
CaseloadRow by pupil, then the record book's head.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counted(models.Model):
    """What every total counts: sessions in whole numbers, time in minutes."""

    planned = models.IntegerField(_("sessions planned"), default=0)
    delivered = models.IntegerField(_("sessions delivered"), default=0)
    not_delivered = models.IntegerField(_("sessions not delivered"), default=0)
    minutes_planned = models.IntegerField(_("minutes planned"), default=0)
    minutes_delivered = models.IntegerField(_("minutes delivered"), default=0)

    class Meta:
        abstract = True


class PlaceTotal(Counted):
    """One pupil's place: sessions of its group within its dates, and what the pupil took part in.

    ``planned`` counts every session not cancelled; ``attended`` those the pupil took part in;
    ``minutes_intended`` the planned minutes of logged sessions; ``minutes_delivered`` the pupil's own.
    ``pace`` is what the scores say against the usual pace (``interventions.pace``), whatever the dose.
    """

    place = models.OneToOneField(
        "interventions.Place", models.CASCADE, primary_key=True, related_name="total"
    )
    attended = models.IntegerField(default=0)
    minutes_intended = models.IntegerField(default=0)
    pace = models.FloatField(null=True)


class AdultWeek(Counted):
    """One post in one school week, which is named by its Monday."""

    post = models.ForeignKey("staff.Post", models.CASCADE, related_name="+")
    week_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "week_on"], name="adult_week_is_one_row")
        ]


class SchoolWeek(Counted):
    """One school in one school week; ``pupil_minutes`` adds up what pupils received."""

    school = models.ForeignKey("core.School", models.CASCADE, related_name="+")
    week_on = models.DateField()
    pupil_minutes = models.IntegerField(default=0)
    attendances = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "week_on"], name="school_week_is_one_row")
        ]


class CaseloadRow(models.Model):
    """A pupil's line of the caseload: what is running, its dose, and the latest progress, ready to show.

    Counts add up the running places. ``verdict`` is what the scores of ``judged_place`` say, the
    running place that needs looking at most; whether its dose allows a verdict is asked when shown.
    """

    class Verdict(models.TextChoices):
        NONE = "", _("Not measured")
        TOO_EARLY = "too_early", _("Too early")
        ON_TRACK = "on_track", _("On track")
        SLOWER = "slower", _("Slower")
        NOT_MOVING = "not_moving", _("Not moving")

    pupil = models.OneToOneField(
        "pupils.Pupil", models.CASCADE, primary_key=True, related_name="caseload_row"
    )
    school = models.ForeignKey("core.School", models.PROTECT)
    places = models.IntegerField(default=0)
    planned = models.IntegerField(default=0)
    delivered = models.IntegerField(default=0)
    attended = models.IntegerField(default=0)
    minutes_planned = models.IntegerField(default=0)
    minutes_intended = models.IntegerField(default=0)
    minutes_delivered = models.IntegerField(default=0)
    last_session_on = models.DateField(null=True)
    groups = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, default="")
    entry = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    latest = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    latest_on = models.DateField(null=True)
    series = models.CharField(max_length=200, blank=True)
    judged_place = models.ForeignKey(
        "interventions.Place", models.SET_NULL, null=True, related_name="+"
    )
    judged_attended = models.IntegerField(default=0)
    judged_planned = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["school", "verdict"], name="caseload_by_verdict")]
