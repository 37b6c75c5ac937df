"""Groups, the pupils' places in them, and the weekly pattern that plans their sessions."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pupils.models import Pupil
from staff.access import PROVISION


class GroupQuerySet(models.QuerySet):
    """Which groups."""

    def visible_to(self, person) -> "GroupQuerySet":
        """Groups ``person`` runs, has a department's post running, has a known pupil in, or sees by role."""
        access = person.access
        own = access.post_ids + access.department_ids
        theirs = Place.objects.filter(
            group=OuterRef("pk"), pupil__in=Pupil.objects.known_to(person)
        )
        running = Exists(
            self.model._meta.apps.get_model("interventions", "Session").objects.filter(
                group=OuterRef("pk"), post__in=own
            )
        )
        seen = Q(school__in=access.schools_as(*PROVISION)) | Q(leader__in=own) | running
        if access.has_any("teacher"):
            seen |= Exists(theirs)
        return self.filter(seen, school__in=access.school_ids)

    def running(self, on: datetime.date | None = None) -> "GroupQuerySet":
        """Groups between their first and last day."""
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def led_by(self, post_ids) -> "GroupQuerySet":
        """Groups led by any of these posts."""
        return self.filter(leader__in=post_ids)


class Group(models.Model):
    """One run of a programme: who leads it, who supervises, where, from when until when."""

    school = models.ForeignKey("core.School", models.PROTECT)
    programme = models.ForeignKey("interventions.Programme", models.PROTECT)
    name = models.CharField(_("name"), max_length=80)
    leader = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", verbose_name=_("led by")
    )
    supervising_teacher = models.ForeignKey(
        "staff.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supervising teacher"),
    )
    layer = models.CharField(_("layer"), max_length=10)
    room = models.CharField(_("room"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes a session"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    version = models.PositiveIntegerField(default=1)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="group_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240), name="group_minutes_fit_a_day"
            ),
        ]
        indexes = [models.Index(fields=["school", "leader"], name="group_by_leader")]

    def __str__(self) -> str:
        return self.name


class WeeklySlot(models.Model):
    """A time in the week at which a group meets, every week or in week A or B only."""

    class Week(models.TextChoices):
        EVERY = "", _("Every week")
        A = "A", _("Week A")
        B = "B", _("Week B")

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    group = models.ForeignKey(Group, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Day.choices)
    week = models.CharField(_("week"), max_length=1, choices=Week.choices, blank=True, default="")
    starts_at = models.TimeField(_("time"))

    class Meta:
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "weekday", "week", "starts_at"], name="slot_stands_once_in_a_week"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="slot_is_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}"


class PlaceQuerySet(models.QuerySet):
    """Which places."""

    def visible_to(self, person) -> "PlaceQuerySet":
        """Places of pupils known to the person, in groups the person may see; an emergency opens none."""
        return self.filter(
            pupil__in=Pupil.objects.known_to(person), group__in=Group.objects.visible_to(person)
        )

    def current(self, on: datetime.date | None = None) -> "PlaceQuerySet":
        """Places that are taken on a day, today unless said."""
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Place(models.Model):
    """A pupil's place in a group: dates, what is measured, the target, and when it counts as met."""

    class Outcome(models.TextChoices):
        RUNNING = "", _("Running")
        EXCEEDED = "exceeded", _("Exceeded")
        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        NOT_MET = "not_met", _("Not met")
        LEFT = "left", _("Left early")

    school = models.ForeignKey("core.School", models.PROTECT)
    group = models.ForeignKey(Group, models.CASCADE, related_name="places")
    pupil = models.ForeignKey("pupils.Pupil", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    measure = models.ForeignKey(
        "interventions.Measure", models.PROTECT, null=True, blank=True, verbose_name=_("measure")
    )
    target = models.CharField(_("target"), max_length=200, blank=True)
    success_criterion = models.CharField(_("met when"), max_length=200, blank=True)
    target_value = models.DecimalField(
        _("target score"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    trials_of = models.PositiveSmallIntegerField(_("trials a session"), null=True, blank=True)
    trials_target = models.PositiveSmallIntegerField(
        _("trials right, target"), null=True, blank=True
    )
    has_extra_support = models.BooleanField(_("adult had extra support"), default=False)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome.choices, blank=True, default=""
    )
    outcome_note = models.CharField(_("outcome in words"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["pupil__surname", "pupil__forename", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="place_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["group", "pupil"],
                condition=Q(outcome=""),
                name="pupil_has_one_running_place_in_a_group",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "-starts_on"], name="place_by_pupil")]

    def __str__(self) -> str:
        return f"{self.pupil} in {self.group}"
