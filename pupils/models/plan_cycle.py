"""Cycles of assess, plan, do and review, and what became of outcomes and steps. domain.md 3.1 and 4.2.

A cycle begins when its first version is published and ends with its review; what was reviewed stays. A
result is never changed: a later one of the same row takes its place and the earlier stays readable.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.plan import NEVER, Plan


class CycleQuerySet(models.QuerySet):
    """Which cycles."""

    def visible_to(self, person) -> "CycleQuerySet":
        """Cycles of plans that the person reads whole."""
        return self.filter(versions__in=Plan.objects.read_whole_by(person)).distinct()

    def open(self) -> "CycleQuerySet":
        """Cycles whose review is still to come."""
        return self.filter(reviewed_on=None)


class PlanCycle(models.Model):
    """One round of a pupil's plan of a kind: its number, from when, and its review with everybody's views."""

    class Next(models.TextChoices):
        GO_ON = "go_on", _("Another cycle with the same provision")
        CHANGE = "change", _("Another cycle, changed")
        LEAVE = "leave", _("Support is no longer needed")
        SPECIALIST = "specialist", _("Ask a specialist for advice")
        ASSESS = "assess", _("Ask for an EHC needs assessment")

    class How(models.TextChoices):
        MET = "met", _("in a meeting")
        PHONE = "phone", _("by telephone")
        WRITTEN = "written", _("in writing")
        NOT_REACHED = "not_reached", _("could not be reached")

    #: Next steps after which the plan goes on.
    GOES_ON = (Next.GO_ON, Next.CHANGE, Next.SPECIALIST, Next.ASSESS)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="plan_cycles")
    kind = models.ForeignKey("pupils.PlanKind", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("cycle"))
    starts_on = models.DateField(_("from"))
    reviewed_on = models.DateField(_("reviewed"), null=True, blank=True)
    present = models.CharField(_("who took part"), max_length=200, blank=True)
    pupil_view = models.TextField(_("what the pupil says"), max_length=1500, blank=True)
    parent_view = models.TextField(_("what the parents say"), max_length=1500, blank=True)
    parent_how = models.CharField(
        _("how parents were heard"), max_length=11, choices=How.choices, blank=True
    )
    staff_view = models.TextField(_("what teachers see"), max_length=1500, blank=True)
    next_step = models.CharField(_("next step"), max_length=10, choices=Next.choices, blank=True)
    next_words = models.CharField(_("next step in words"), max_length=400, blank=True)
    reviewed_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("cycle")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind", "number"], name="cycle_number_stands_once_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["pupil", "kind"], condition=Q(reviewed_on=None),
                name="pupil_has_one_open_cycle_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, next_step="")
                | (Q(reviewed_on__gte=models.F("starts_on")) & ~Q(next_step="")),
                name="reviewed_cycle_says_what_comes_next",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{_('Cycle')} {self.number}"


class ResultQuerySet(models.QuerySet):
    """Which results."""

    def visible_to(self, person) -> "ResultQuerySet":
        """Results of plans of which the person reads at least the summary."""
        return self.filter(plan__in=Plan.objects.visible_to(person))


class PlanResult(models.Model):
    """What became of an outcome or a step, by its ``key``: how far, on which evidence, on which day."""

    class Result(models.TextChoices):
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        NOT = "not", _("Not achieved")
        DISCONTINUED = "stopped", _("Discontinued")

    #: Results after which a row is not taken into the next cycle.
    DONE = (Result.ACHIEVED, Result.DISCONTINUED)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="plan_results")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="results")
    cycle = models.ForeignKey(PlanCycle, models.PROTECT, null=True, related_name="results")
    key = models.UUIDField()
    result = models.CharField(_("result"), max_length=8, choices=Result.choices)
    evidence = models.TextField(_("evidence"), max_length=600, blank=True)
    on = models.DateField(_("on"))
    recorded_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("result")
        indexes = [models.Index(fields=["pupil", "key"], name="result_by_pupil_and_key")]

    def __str__(self) -> str:
        return str(self.get_result_display())


_SCHOOL = (
    "EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
)
_REVIEWED = (
    " OR EXISTS (SELECT 1 FROM pupils_plancycle c WHERE c.id = NEW.id"
    " AND c.reviewed_on IS NOT NULL)"
)
_WRITTEN = (
    " OR EXISTS (SELECT 1 FROM pupils_planresult r WHERE r.id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM pupils_plan q WHERE q.id = NEW.plan_id"
    " AND (q.state = 'draft' OR q.pupil_id <> NEW.pupil_id))"
)
triggers.lock(
    "pupils_plancycle",
    when=NEVER,
    sentence="a reviewed cycle stays as it is, in the school of its pupil",
    shut=_SCHOOL + _REVIEWED,
)
triggers.lock(
    "pupils_planresult",
    when=NEVER,
    sentence="a result stays as it is, in the school of its pupil and about a published plan",
    shut=_SCHOOL + _WRITTEN,
)
