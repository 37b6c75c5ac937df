"""Reports from outside and what each recommends, with what the school did about every line of it.

A recommendation waits, is adopted somewhere, is declined with a reason, or is replaced by another. Its
steps are kept: who decided what, when, in which words.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.involvement import read_in_full, worked_with


class ReportQuerySet(models.QuerySet):
    """Which reports."""

    def visible_to(self, person) -> "ReportQuerySet":
        """Reports about pupils whose outside help ``person`` reads in full."""
        return self.filter(read_in_full(person))


class Report(models.Model):
    """One report, letter or advice that came: from whom, about what, when, and whether the family has it."""

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        ASSESSMENT = "assessment", _("assessment")
        ADVICE = "advice", _("advice for an EHC needs assessment")
        LETTER = "letter", _("letter")
        VISIT = "visit", _("note of a visit")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="reports")
    professional = models.ForeignKey(
        "pupils.Professional", models.PROTECT, related_name="+", verbose_name=_("from")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.REPORT)
    title = models.CharField(_("what it is about"), max_length=160)
    written_on = models.DateField(_("written"), null=True, blank=True)
    received_on = models.DateField(_("received"))
    summary = models.TextField(_("summary"), max_length=1500, blank=True)
    family_has_it_on = models.DateField(_("the family has it since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("report")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="report_says_what_it_is_about"),
            models.CheckConstraint(
                condition=Q(written_on__isnull=True) | Q(written_on__lte=F("received_on")),
                name="report_is_written_before_it_is_received",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "received_on"], name="report_by_pupil")]

    def __str__(self) -> str:
        return self.title


class RecommendationQuerySet(models.QuerySet):
    """Which recommendations."""

    def visible_to(self, person) -> "RecommendationQuerySet":
        """In full for those who plan and safeguard; whoever works with the pupil sees what was adopted.

        What came from a service that is shown to few stays with the former.
        """
        adopted = Q(
            state=Recommendation.State.ADOPTED,
            report__professional__agency__kind__is_sensitive=False,
        )
        near = Q(worked_with(person, "report__pupil_id"))
        return self.filter(read_in_full(person, "report__pupil_id") | (near & adopted))

    def read_by(self, person) -> "RecommendationQuerySet":
        """Those that ``person`` reads with their report and their history."""
        return self.filter(read_in_full(person, "report__pupil_id"))

    def waiting(self) -> "RecommendationQuerySet":
        """Those that nobody has decided about."""
        return self.filter(state=Recommendation.State.NOT_YET)

    def overdue(self) -> "RecommendationQuerySet":
        """Those that should have been decided before today."""
        return self.waiting().filter(decide_by__lt=timezone.localdate())


class Recommendation(models.Model):
    """One line of a report, and what became of it.

    ``place`` says where it was adopted: a kind of record and its key (``pupils/placing.py``), so that
    it shows when that record has gone; ``where`` says so in words.
    """

    class State(models.TextChoices):
        NOT_YET = "not_yet", _("Not yet decided")
        ADOPTED = "adopted", _("Adopted")
        DECLINED = "declined", _("Declined")
        REPLACED = "replaced", _("Replaced")

    school = models.ForeignKey("core.School", models.PROTECT)
    report = models.ForeignKey(Report, models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("recommendation"), max_length=600)
    state = models.CharField(
        _("what became of it"), max_length=8, choices=State.choices, default=State.NOT_YET
    )
    where = models.CharField(_("adopted where"), max_length=200, blank=True)
    place = models.CharField(max_length=60, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("replaced by"),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decide_by = models.DateField(_("to be decided by"))
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("recommendation")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_words"),
            models.CheckConstraint(
                condition=Q(state="not_yet", decided_by__isnull=True, decided_on__isnull=True)
                | (~Q(state="not_yet") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="decided_recommendation_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(state="adopted") & ~Q(where=""))
                | (~Q(state="adopted") & Q(where="", place="")),
                name="adopted_recommendation_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(why=""),
                name="declined_recommendation_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="replaced", replaced_by__isnull=False) & ~Q(replaced_by=F("pk")))
                | (~Q(state="replaced") & Q(replaced_by__isnull=True)),
                name="replaced_recommendation_names_another",
            ),
            models.UniqueConstraint(
                fields=["report", "number"], name="recommendation_number_stands_once_in_a_report"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "decide_by"], condition=Q(state="not_yet"),
                name="recommendation_waiting",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been decided before today."""
        return self.state == self.State.NOT_YET and self.decide_by < timezone.localdate()


class RecommendationStep(models.Model):
    """One decision about a recommendation, as it was taken. Steps are added and never changed."""

    school = models.ForeignKey("core.School", models.PROTECT)
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=8, choices=Recommendation.State.choices)
    words = models.CharField(max_length=700, blank=True)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.words}"


_NEVER = "1 = 0"
triggers.lock(
    "pupils_report",
    when=_NEVER,
    sentence="a report belongs to the school of its pupil and of its author",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_professional f WHERE f.id = NEW.professional_id"
    " AND f.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_recommendation",
    when=_NEVER,
    sentence="a recommendation belongs to the school of its report, and so does the one that replaces it",
    shut="EXISTS (SELECT 1 FROM pupils_report r WHERE r.id = NEW.report_id"
    " AND r.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_recommendation o JOIN pupils_report a ON a.id = o.report_id"
    " JOIN pupils_report b ON b.id = NEW.report_id"
    " WHERE o.id = NEW.replaced_by_id AND a.pupil_id <> b.pupil_id)",
)
triggers.lock(
    "pupils_recommendationstep",
    when=_NEVER,
    sentence="a step that was taken stays as it was",
    # On the way in there is no such row yet; before an UPDATE there is.
    shut="EXISTS (SELECT 1 FROM pupils_recommendationstep s WHERE s.id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM pupils_recommendation r WHERE r.id = NEW.recommendation_id"
    " AND r.school_id <> NEW.school_id)",
)
