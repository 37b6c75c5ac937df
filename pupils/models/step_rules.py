"""The steps of the statutory clock as data: what is done, who does it, and how long before or after which day.

Shared rows hold law and usual practice, each with its source; a school that wants another lead time
gets a row of its own, which may be stricter than law and never laxer.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school
from pupils.models.arrangement_rules import SharedQuerySet
from staff.access import Role


class StepRule(models.Model):
    """One step of a review: its anchor, the school's days from it, and the last day that law allows.

    Days are whole calendar days; a negative number lies before the anchor.
    """

    class Flow(models.TextChoices):
        REVIEW = "review", _("Annual review")
        ASSESSMENT = "assessment", _("Needs assessment")

    class Anchor(models.TextChoices):
        DUE = "due", _("the day by which the review must be complete")
        MEETING = "meeting", _("the meeting")
        DECISION = "decision", _("the day by which the authority decides")
        FINAL_PLAN = "final_plan", _("the day by which an amended plan is final")
        SENDING = "sending", _("the day on which the request is to be sent")
        RECEIVED = "received", _("the day on which the authority received the request")
        DRAFT = "draft", _("the day of the draft plan")

    class Who(models.TextChoices):
        SCHOOL = "school", _("the school")
        AUTHORITY = "authority", _("the authority")
        OUTSIDE = "outside", _("somebody outside")

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    flow = models.CharField(_("kind"), max_length=10, choices=Flow.choices)
    code = models.SlugField(_("code"), max_length=30)
    what = models.CharField(_("step"), max_length=120)
    anchor = models.CharField(_("counted from"), max_length=12, choices=Anchor.choices)
    offset_days = models.SmallIntegerField(_("days from it"))
    law_offset = models.SmallIntegerField(_("last day by law"), null=True, blank=True)
    warn_days = models.PositiveSmallIntegerField(_("days before it that it is at risk"), default=7)
    who = models.CharField(_("who does it"), max_length=10, choices=Who.choices, default=Who.SCHOOL)
    owner_role = models.CharField(
        _("whose step it is"), max_length=16, choices=Role.choices, blank=True
    )
    is_noted = models.BooleanField(_("done when the record says so"), default=False)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    valid_from = models.DateField(_("from"))
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["flow", "order", "pk"]
        verbose_name = _("lead time")
        constraints = [
            *once_a_school("code", name="step_rule_code_stands_once"),
            models.CheckConstraint(
                condition=Q(law_offset__isnull=True) | Q(offset_days__lte=F("law_offset")),
                name="step_rule_is_not_laxer_than_law",
            ),
            models.CheckConstraint(
                condition=Q(offset_days__gte=-400, offset_days__lte=400, warn_days__lte=200),
                name="step_rule_days_are_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def days_apart(self) -> int:
        """How many days lie between the step and its anchor, whichever comes first."""
        return abs(self.offset_days)
