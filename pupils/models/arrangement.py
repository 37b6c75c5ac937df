"""A pupil's access arrangements, the scores behind them, and the log that they are the normal way of working."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import academic_year, academic_year_bounds
from core.models import Term
from pupils.models.adult import AdultLink
from staff.access import Role

#: Roles that keep the register of arrangements.
ARRANGEMENT_KEEPERS = frozenset({Role.SENCO, Role.ASSISTANT_SENCO, Role.EXAMS})
#: Roles that read every arrangement of their school.
ARRANGEMENT_READERS = ARRANGEMENT_KEEPERS | {Role.HEAD}


class ArrangementQuerySet(models.QuerySet):
    """Which arrangements."""

    def visible_to(self, person) -> "ArrangementQuerySet":
        """The whole register by role; else those of the pupils whom the person, or the department, works with.

        The exams officer sees arrangements, not records: this opens no pupil.
        """
        access = person.access
        whole = access.schools_as(*ARRANGEMENT_READERS)
        if whole == access.school_ids:
            return self.filter(school__in=whole)
        linked = AdultLink.objects.current().filter(
            pupil=OuterRef("pupil_id"), post__in=access.post_ids + access.department_ids
        )
        return self.filter(Q(school__in=whole) | Exists(linked))

    def live(self) -> "ArrangementQuerySet":
        """Being considered, applied for or approved."""
        return self.filter(state__in=Arrangement.LIVE)

    def valid_on(self, day: datetime.date) -> "ArrangementQuerySet":
        """Whose dates, where they have any, hold a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def with_use(self, today: datetime.date) -> "ArrangementQuerySet":
        """Adds ``term_start`` (of the school's term today, or the last begun) and ``is_evidenced`` since then."""
        begun = Term.objects.filter(school=OuterRef("school"), starts_on__lte=today)
        latest = Subquery(begun.order_by("-starts_on").values("starts_on")[:1])
        september = academic_year_bounds(academic_year(today))[0]
        start = Coalesce(latest, Value(september, output_field=DateField()))
        uses = apps.get_model("pupils", "ArrangementUse").objects.filter(
            arrangement=OuterRef("pk"), on__gte=OuterRef("term_start")
        )
        return self.alias(term_start=start).annotate(is_evidenced=Exists(uses))


class Arrangement(models.Model):
    """One arrangement of one pupil, from the first thought to the end of its approval."""

    class State(models.TextChoices):
        CONSIDERED = "considered", _("being considered")
        APPLIED = "applied", _("applied for")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("not needed any more")

    #: States in which it is used and logged: evidence is gathered before anybody applies.
    LIVE = (State.CONSIDERED, State.APPLIED, State.APPROVED)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="arrangements")
    kind = models.ForeignKey("pupils.ArrangementKind", models.PROTECT, verbose_name=_("kind"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CONSIDERED
    )
    percent = models.PositiveSmallIntegerField(_("extra time, per cent"), null=True, blank=True)
    subjects = models.ManyToManyField("pupils.ExamSubject", blank=True, verbose_name=_("subjects"))
    evidence = models.TextField(_("evidence of need"), max_length=4000, blank=True)
    assessor = models.CharField(_("assessor"), max_length=120, blank=True)
    approval_reference = models.CharField(_("approval reference"), max_length=40, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["pupil__surname", "pupil__forename", "kind__order", "pk"]
        verbose_name = _("access arrangement")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="arrangement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_on__isnull=False),
                name="approved_arrangement_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=1, percent__lte=200),
                name="arrangement_percent_is_1_to_200",
            ),
            models.UniqueConstraint(
                fields=["pupil", "kind"],
                condition=Q(state__in=["considered", "applied", "approved"]),
                name="pupil_has_a_live_arrangement_once",
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="arrangement_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The kind, with its share of extra time where that differs from the kind's. Reads the kind."""
        if self.percent and self.percent != self.kind.percent:
            return f"{self.kind.name}: {self.percent}%"
        return self.kind.name

    @property
    def is_live(self) -> bool:
        """Whether it is used and logged."""
        return self.state in self.LIVE

    @property
    def has_expired(self) -> bool:
        """Whether its last day is behind it."""
        return self.valid_to is not None and self.valid_to < timezone.localdate()


class ArrangementScore(models.Model):
    """One standardised score (mean 100, standard deviation 15) that an assessor found for an arrangement."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="scores")
    school = models.ForeignKey("core.School", models.PROTECT)
    test = models.CharField(_("test"), max_length=120)
    score = models.PositiveSmallIntegerField(_("standardised score"))
    taken_on = models.DateField(_("taken on"))

    class Meta:
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=40, score__lte=160),
                name="arrangement_score_is_40_to_160",
            )
        ]

    def __str__(self) -> str:
        return f"{self.test}: {self.score}, {self.taken_on.isoformat()}"


class UseSheetQuerySet(models.QuerySet):
    """Which sheets of the log."""

    def visible_to(self, person) -> "UseSheetQuerySet":
        """One's own, and all of the schools whose register one keeps."""
        kept = person.access.schools_as(*ARRANGEMENT_KEEPERS)
        return self.filter(
            Q(by=person.pk, school__in=person.access.school_ids) | Q(school__in=kept)
        )


class UseSheet(models.Model):
    """What somebody logged in one go for a class or a test; undone in one go."""

    school = models.ForeignKey("core.School", models.PROTECT)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    subject = models.ForeignKey("pupils.ExamSubject", models.PROTECT, verbose_name=_("subject"))
    on = models.DateField(_("day"))
    made_at = models.DateTimeField(auto_now_add=True)

    objects = UseSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("sheet of the log")

    def __str__(self) -> str:
        return f"{self.subject}, {self.on.isoformat()}"


class ArrangementUseQuerySet(models.QuerySet):
    """Which uses."""

    def visible_to(self, person) -> "ArrangementUseQuerySet":
        """Uses of the arrangements that the person sees."""
        return self.filter(arrangement__in=Arrangement.objects.visible_to(person))


class ArrangementUse(models.Model):
    """On a day, in a subject, in a lesson or a test, an arrangement was used, offered only, or not needed."""

    class Outcome(models.TextChoices):
        USED = "used", _("used")
        OFFERED = "offered", _("offered, not taken")
        NOT_NEEDED = "not_needed", _("not needed")

    class Occasion(models.TextChoices):
        LESSON = "lesson", _("lesson")
        TEST = "test", _("class test")
        MOCK = "mock", _("mock exam")

    school = models.ForeignKey("core.School", models.PROTECT)
    sheet = models.ForeignKey(UseSheet, models.CASCADE, related_name="uses")
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="uses")
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    subject = models.ForeignKey("pupils.ExamSubject", models.PROTECT, verbose_name=_("subject"))
    on = models.DateField(_("day"))
    occasion = models.CharField(_("in a"), max_length=6, choices=Occasion.choices)
    outcome = models.CharField(_("it was"), max_length=10, choices=Outcome.choices)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ArrangementUseQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "on", "subject", "occasion"],
                name="arrangement_use_is_logged_once",
            )
        ]
        indexes = [models.Index(fields=["arrangement", "on"], name="arrangement_use_by_day")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.on.isoformat()}"
