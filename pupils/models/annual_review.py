"""The annual review of an EHC plan: from the last decision letter to the next one; domain.md 3.6."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.step import CLOCK_READERS
from pupils.statutory import ADULTHOOD_FROM_YEAR, next_review_due

WORDS_AT_MOST = 4000


class AnnualReviewQuerySet(models.QuerySet):
    """Which reviews."""

    def visible_to(self, person) -> "AnnualReviewQuerySet":
        """Those of the schools where the person is head, SENCO, assistant SENCO or DSL.

        Others who work with the pupil see its steps and their own advice, not what was said in it.
        """
        return self.filter(school__in=person.access.schools_as(*CLOCK_READERS))

    def open(self) -> "AnnualReviewQuerySet":
        """Whose decision has not been sent."""
        return self.filter(decision_sent_on=None, cancelled_on=None)

    def complete(self) -> "AnnualReviewQuerySet":
        """Whose decision has been sent: that day started the next year."""
        return self.exclude(decision_sent_on=None)


class AnnualReview(models.Model):
    """One review: why now, by when, the days on which each stage really happened, and what was said.

    ``counted_from`` is the authority's last decision letter, or the plan itself for a first review.
    ``due_on`` is the day by which this one must be complete: the next decision sent.
    """

    FLOW = "review"

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("annual review")
        EARLY = "early", _("early review")

    class Decision(models.TextChoices):
        MAINTAIN = "maintain", _("keep the plan as it is")
        AMEND = "amend", _("amend the plan")
        CEASE = "cease", _("end the plan")

    #: What is said in the report, and stays as it is once the report has been sent.
    VIEWS = ("pupil_views", "parent_views")
    ADULTHOOD = ("employment", "independence", "community", "health")
    REPORT = (*VIEWS, "progress_summary", *ADULTHOOD)
    #: Stages by code, with the field that keeps the day on which each happened.
    STAGES = {
        "papers": "papers_sent_on",
        "meeting": "held_on",
        "report": "report_sent_on",
        "decision": "decision_sent_on",
        "final_plan": "final_plan_on",
    }

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="annual_reviews")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.ANNUAL)
    early_reason = models.CharField(_("why early"), max_length=400, blank=True)
    counted_from = models.DateField(_("last decision letter, or the plan"))
    interval_months = models.PositiveSmallIntegerField(_("months between reviews"), default=12)
    due_on = models.DateField(_("complete by"))
    year_group = models.CharField(_("year at the meeting"), max_length=2, blank=True)
    meeting_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    owner = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", verbose_name=_("who runs it")
    )
    papers_sent_on = models.DateField(_("papers sent"), null=True, blank=True)
    held_on = models.DateField(_("meeting held"), null=True, blank=True)
    report_sent_on = models.DateField(_("report sent"), null=True, blank=True)
    decision_sent_on = models.DateField(_("authority’s decision sent"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, blank=True)
    final_plan_on = models.DateField(_("amended plan issued"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled"), null=True, blank=True)
    cancelled_reason = models.CharField(_("why cancelled"), max_length=400, blank=True)
    pupil_views = models.TextField(_("Views of the pupil"), max_length=WORDS_AT_MOST, blank=True)
    parent_views = models.TextField(
        _("Views of parents or carers"), max_length=WORDS_AT_MOST, blank=True
    )
    views_on = models.DateField(_("views gathered"), null=True, blank=True)
    progress_summary = models.TextField(
        _("Progress towards the outcomes"), max_length=WORDS_AT_MOST, blank=True
    )
    employment = models.TextField(
        _("Further education and employment"), max_length=WORDS_AT_MOST, blank=True
    )
    independence = models.TextField(_("Independent living"), max_length=WORDS_AT_MOST, blank=True)
    community = models.TextField(
        _("Friends, relationships and community"), max_length=WORDS_AT_MOST, blank=True
    )
    health = models.TextField(_("Good health"), max_length=WORDS_AT_MOST, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AnnualReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        verbose_name = _("annual review")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(decision_sent_on=None, cancelled_on=None),
                name="pupil_has_one_open_annual_review",
            ),
            models.CheckConstraint(
                condition=~Q(kind="early") | ~Q(early_reason=""),
                name="early_annual_review_says_why",
            ),
            models.CheckConstraint(
                condition=Q(interval_months__gte=1, interval_months__lte=12),
                name="annual_reviews_are_at_most_a_year_apart",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("counted_from")),
                name="annual_review_is_due_after_it_is_counted_from",
            ),
            models.CheckConstraint(
                condition=Q(report_sent_on=None) | Q(report_sent_on__gte=F("held_on")),
                name="annual_review_report_follows_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(report_sent_on=None) | Q(held_on__isnull=False),
                name="annual_review_report_has_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(decision_sent_on=None, decision="")
                | (Q(decision_sent_on__gte=F("held_on"), held_on__isnull=False) & ~Q(decision="")),
                name="annual_review_decision_follows_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(final_plan_on=None)
                | Q(
                    decision="amend", decision_sent_on__isnull=False,
                    final_plan_on__gte=F("decision_sent_on"),
                ),
                name="amended_plan_follows_the_decision_to_amend",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_reason="")
                | (Q(cancelled_on__isnull=False, decision_sent_on=None) & ~Q(cancelled_reason="")),
                name="annual_review_is_cancelled_with_a_reason_before_a_decision",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["school", "due_on"], name="annual_review_by_due_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on:%Y}"

    @property
    def is_open(self) -> bool:
        """Whether its decision is still to come."""
        return self.decision_sent_on is None and self.cancelled_on is None

    @property
    def asks_adulthood(self) -> bool:
        """Whether the review looks at preparing for adulthood: from Year 9, regulation 20."""
        return self.year_group.isdecimal() and int(self.year_group) >= ADULTHOOD_FROM_YEAR

    @property
    def next_due_on(self) -> datetime.date | None:
        """By when the review after this one is complete; None before a decision, or when the plan ends."""
        if not self.decision_sent_on or self.decision == self.Decision.CEASE:
            return None
        return next_review_due(self.decision_sent_on, months=self.interval_months)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is to come any more: cancelled, or decided and, if amended, the plan issued."""
        if self.cancelled_on:
            return True
        waits = self.decision == self.Decision.AMEND and not self.final_plan_on
        return bool(self.decision_sent_on) and not waits


class ReviewPoint(models.Model):
    """One recommendation of a review, or one matter on which views differ, and which part of the plan it is about."""

    class Kind(models.TextChoices):
        RECOMMENDED = "recommended", _("Recommended change")
        DIFFERENCE = "difference", _("Difference of view")

    class Section(models.TextChoices):
        NEEDS = "B", _("B needs")
        HEALTH_NEEDS = "C", _("C health needs")
        CARE_NEEDS = "D", _("D social care needs")
        OUTCOMES = "E", _("E outcomes")
        PROVISION = "F", _("F provision")
        HEALTH = "G", _("G health provision")
        CARE = "H", _("H social care provision")
        PLACE = "I", _("I school or placement")
        BUDGET = "J", _("J personal budget")

    class By(models.TextChoices):
        SCHOOL = "school", _("the school")
        PARENT = "parent", _("parents or carers")
        PUPIL = "pupil", _("the pupil")
        PROFESSIONAL = "professional", _("a professional")
        AUTHORITY = "authority", _("the authority")

    school = models.ForeignKey("core.School", models.PROTECT)
    review = models.ForeignKey(AnnualReview, models.CASCADE, related_name="points")
    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    section = models.CharField(_("part of the plan"), max_length=1, choices=Section.choices)
    by = models.CharField(_("whose view"), max_length=12, choices=By.choices, default=By.SCHOOL)
    text = models.CharField(_("in words"), max_length=600)
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="review_point_has_words")]

    def __str__(self) -> str:
        return self.text


_NEVER = "1 = 0"  # deleting is for the disposal of a pupil's record
triggers.lock(
    "pupils_annualreview",
    when=_NEVER,
    sentence="a review belongs to the school of its pupil and a report that was sent stays as it is",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id) OR EXISTS (SELECT 1 FROM pupils_annualreview r"
    " WHERE r.id = NEW.id AND r.report_sent_on IS NOT NULL AND NEW.report_sent_on IS NOT NULL"
    " AND (r.held_on <> NEW.held_on OR r.pupil_views <> NEW.pupil_views"
    " OR r.parent_views <> NEW.parent_views OR r.progress_summary <> NEW.progress_summary"
    " OR r.employment <> NEW.employment OR r.independence <> NEW.independence"
    " OR r.community <> NEW.community OR r.health <> NEW.health))",
)
triggers.lock(
    "pupils_reviewpoint",
    when=_NEVER,
    sentence="a report that was sent stays as it is",
    shut="EXISTS (SELECT 1 FROM pupils_annualreview r WHERE r.id = NEW.review_id"
    " AND (r.report_sent_on IS NOT NULL OR r.school_id <> NEW.school_id))",
)
