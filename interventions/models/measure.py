"""What is measured, on which scale, and the scores. Licensed questionnaires: totals only, never the items."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school
from pupils.models import AdultLink
from staff.access import PROVISION


class MeasureQuerySet(models.QuerySet):
    """Which measures."""

    def visible_to(self, person) -> "MeasureQuerySet":
        """The shared list and the measures of the person's schools."""
        return self.filter(Q(school__isnull=True) | Q(school__in=person.access.school_ids))

    def offered_to(self, person) -> "MeasureQuerySet":
        """Those in use; a school's own measure stands in for the shared one of the same name."""
        own = self.model.objects.filter(school__in=person.access.school_ids, is_active=True)
        seen = self.visible_to(person).filter(is_active=True)
        return seen.exclude(school__isnull=True, name__in=own.values("name"))


class Measure(models.Model):
    """One test or scale, and the arithmetic it allows (domain.md section 5.5)."""

    class Scale(models.TextChoices):
        STANDARDISED = "standardised", _("Standardised score")
        READING_AGE = "reading_age", _("Reading age")
        SPELLING_AGE = "spelling_age", _("Spelling age")
        GAS = "gas", _("Goal attainment scaling")
        SDQ = "sdq", _("SDQ total difficulties")
        BOXALL_STRANDS = "boxall_up", _("Boxall developmental strands, total")
        BOXALL_DIAGNOSTIC = "boxall_down", _("Boxall diagnostic profile, total")
        OWN = "own", _("Own scale")

    #: Scales kept in months and typed as 7:02.
    AGES = (Scale.READING_AGE, Scale.SPELLING_AGE)

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80)
    scale = models.CharField(_("scale"), max_length=12, choices=Scale.choices)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    lowest = models.DecimalField(_("lowest"), max_digits=7, decimal_places=2)
    highest = models.DecimalField(_("highest"), max_digits=7, decimal_places=2)
    higher_is_better = models.BooleanField(_("higher is better"), default=True)
    informant = models.CharField(
        _("answered by"),
        max_length=7,
        blank=True,
        choices=[("teacher", _("Teacher")), ("parent", _("Parent")), ("self", _("Pupil"))],
    )
    standard_deviation = models.DecimalField(
        _("standard deviation"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    reliability = models.DecimalField(
        _("reliability"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    own_error = models.DecimalField(
        _("change that could be the test's own error"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )
    min_weeks = models.PositiveSmallIntegerField(_("weeks between tests, at least"), default=6)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *once_a_school("name", name="measure_name_stands_once"),
            models.CheckConstraint(
                condition=Q(highest__gt=models.F("lowest")), name="measure_scale_runs_upwards"
            ),
            models.CheckConstraint(
                condition=Q(reliability__isnull=True) | Q(reliability__gt=0, reliability__lt=1),
                name="measure_reliability_is_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScoreQuerySet(models.QuerySet):
    """Which scores."""

    def visible_to(self, person) -> "ScoreQuerySet":
        """Scores of pupils whose progress the person may see: by role, or because they work with them."""
        access = person.access
        linked = AdultLink.objects.current().filter(
            pupil=OuterRef("pupil"), post__in=access.post_ids + access.department_ids
        )
        return self.filter(Q(school__in=access.schools_as(*PROVISION)) | Exists(linked))


class Score(models.Model):
    """One result of one pupil on one measure. Ages are months; a floor or ceiling age allows no gain."""

    class Point(models.TextChoices):
        ENTRY = "entry", _("Entry")
        CHECK = "check", _("Check")
        MIDPOINT = "midpoint", _("Midpoint")
        EXIT = "exit", _("Exit")

    class Limit(models.TextChoices):
        NONE = "", _("Measured")
        FLOOR = "<", _("Below the test's lowest")
        CEILING = ">", _("Above the test's highest")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "interventions.Place", models.PROTECT, null=True, blank=True, related_name="scores"
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="scores")
    point = models.CharField(_("when"), max_length=8, choices=Point.choices)
    on = models.DateField(_("date"))
    value = models.DecimalField(_("score"), max_digits=7, decimal_places=2)
    limit = models.CharField(
        _("limit"), max_length=1, choices=Limit.choices, blank=True, default=""
    )
    paper = models.CharField(_("form of the test"), max_length=10, blank=True)
    assessed_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "point"],
                condition=Q(point__in=["entry", "exit"], place__isnull=False),
                name="place_has_one_entry_and_one_exit",
            )
        ]
        indexes = [models.Index(fields=["pupil", "measure", "on"], name="score_by_pupil")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"


class Goal(models.Model):
    """One goal of a place measured by goal attainment scaling, with its weight."""

    place = models.ForeignKey("interventions.Place", models.CASCADE, related_name="goals")
    wording = models.CharField(_("goal"), max_length=200)
    weight = models.DecimalField(_("weight"), max_digits=3, decimal_places=1, default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="goal_weight_is_positive")
        ]

    def __str__(self) -> str:
        return self.wording


class GoalLevel(models.Model):
    """How far one goal was reached at one score: -2 start, 0 as expected, +2 much better."""

    score = models.ForeignKey(Score, models.CASCADE, related_name="levels")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="levels")
    level = models.SmallIntegerField(_("level"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["score", "goal"], name="goal_is_rated_once_a_score"),
            models.CheckConstraint(
                condition=Q(level__gte=-2, level__lte=2), name="goal_level_is_minus_2_to_2"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level:+d}"
