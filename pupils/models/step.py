"""One step of the statutory clock for one pupil: what, whose, by when, and when it was done."""

import datetime

from django.db import models
from django.db.models import DateField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.backplan import days_late, state_of
from pupils.models.adult import AdultLink
from pupils.models.step_rules import StepRule
from staff.access import PROVISION, Role

#: Roles that read every step, review and advice of their school.
CLOCK_READERS = PROVISION | {Role.DSL}


class StepQuerySet(models.QuerySet):
    """Which steps."""

    def visible_to(self, person) -> "StepQuerySet":
        """Every step by role; else the steps of pupils one works with, but of advice only one's own.

        Whom a school asks for advice may say more of a child than the adults around it should read.
        """
        access = person.access
        works = AdultLink.objects.current().filter(
            pupil=OuterRef("pupil_id"), post__in=access.post_ids + access.department_ids
        )
        own = Q(advice=None) | Q(owner__in=access.post_ids)
        return self.filter(Q(school__in=access.schools_as(*CLOCK_READERS)) | (Exists(works) & own))

    def undone(self) -> "StepQuerySet":
        """Still to do."""
        return self.filter(done_on=None)

    def with_last_day(self) -> "StepQuerySet":
        """Adds ``last_on``: the last day that counts, by law where law has one."""
        return self.annotate(last_on=Coalesce("law_on", "due_on", output_field=DateField()))

    def late(self, today: datetime.date) -> "StepQuerySet":
        """Undone after the last day that counts."""
        return self.undone().with_last_day().filter(last_on__lt=today)

    def at_risk(self, today: datetime.date) -> "StepQuerySet":
        """Undone, not late yet, and within the days of warning or past the school's own day."""
        soon = Q(warn_on__lte=today) | Q(due_on__lt=today)
        return self.undone().with_last_day().filter(soon, last_on__gte=today)

    def to_remind(self, today: datetime.date) -> "StepQuerySet":
        """Undone steps of somebody at the school that have come into their days of warning, not reminded of."""
        return self.undone().filter(owner__isnull=False, warn_on__lte=today, reminded_at=None)

    def owned_by(self, person) -> "StepQuerySet":
        """Whose owner is one of the person's posts of today."""
        return self.filter(owner__in=person.access.post_ids)


class Step(models.Model):
    """A step laid out by the back-planner; its days follow the record, its owner and tick are people's.

    ``due_on`` is the school's day, ``law_on`` the last that law allows, ``moved_from`` the day that
    fell where there is no school. ``warn_on`` is the day from which it counts as at risk.
    """

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="steps")
    flow = models.CharField(_("kind"), max_length=10, choices=StepRule.Flow.choices)
    review = models.ForeignKey(
        "pupils.AnnualReview", models.CASCADE, null=True, blank=True, related_name="steps"
    )
    assessment = models.ForeignKey(
        "pupils.Assessment", models.CASCADE, null=True, blank=True, related_name="steps"
    )
    advice = models.OneToOneField(
        "pupils.Advice", models.CASCADE, null=True, blank=True, related_name="step"
    )
    code = models.SlugField(_("code"), max_length=30)
    what = models.CharField(_("step"), max_length=120)
    who = models.CharField(_("who does it"), max_length=10, choices=StepRule.Who.choices)
    owner = models.ForeignKey(
        "staff.Post", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("owner"),
    )  # fmt: skip
    due_on = models.DateField(_("due"))
    law_on = models.DateField(_("last day by law"), null=True, blank=True)
    warn_on = models.DateField(_("at risk from"))
    moved_from = models.DateField(_("moved from"), null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_noted = models.BooleanField(default=False)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("done by"),
    )  # fmt: skip
    reminded_at = models.DateTimeField(_("owner reminded"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "code"], condition=Q(advice=None),
                name="step_stands_once_in_a_review",
            ),
            models.UniqueConstraint(
                fields=["assessment", "code"], condition=Q(advice=None),
                name="step_stands_once_in_an_assessment",
            ),
            models.CheckConstraint(
                condition=Q(flow="review", review__isnull=False, assessment=None)
                | Q(flow="assessment", assessment__isnull=False, review=None),
                name="step_belongs_to_one_matter_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(law_on__isnull=True) | Q(due_on__lte=F("law_on")),
                name="step_is_not_planned_after_its_day_by_law",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["school", "due_on"], condition=Q(done_on=None), name="step_undone_by_day"
            ),
            models.Index(fields=["owner"], condition=Q(done_on=None), name="step_undone_by_owner"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> str:
        """One of the states of the back-planner, today."""
        return state_of(
            due=self.due_on, law=self.law_on, warn=self.warn_on, done=self.done_on,
            today=timezone.localdate(),
        )  # fmt: skip

    @property
    def late_by(self) -> int:
        """Days after the last day that counts; 0 in time."""
        today = timezone.localdate()
        return days_late(due=self.due_on, law=self.law_on, done=self.done_on, today=today)


triggers.lock(
    "pupils_step",
    when="1 = 0",
    sentence="a step belongs to the pupil of its review or assessment",
    shut="EXISTS (SELECT 1 FROM pupils_annualreview r WHERE r.id = NEW.review_id"
    " AND (r.pupil_id <> NEW.pupil_id OR r.school_id <> NEW.school_id))"
    " OR EXISTS (SELECT 1 FROM pupils_assessment a WHERE a.id = NEW.assessment_id"
    " AND (a.pupil_id <> NEW.pupil_id OR a.school_id <> NEW.school_id))",
)
