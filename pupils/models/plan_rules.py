"""What a plan is made of: kinds of plan, their sections, and what each section asks, as dated data.

Law and its reform change which papers there are and what stands in them (domain.md 3.5, 3.10), so none
of it is code. Shared rows are defaults; a school that changes one gets a row of its own, which takes its
place there. A row that nobody has compared with its source has no day in ``checked_on``.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school
from pupils.models.arrangement_rules import SharedQuerySet


class PlanRuleQuerySet(SharedQuerySet):
    """Which kinds, or which sections."""

    def offered(self, school_id: int, on: datetime.date | None = None) -> "PlanRuleQuerySet":
        """Those a school has switched on and may use on a day, today unless said."""
        on = on or timezone.localdate()
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.in_use_at(school_id).filter(open_ended, valid_from__lte=on, is_on=True)


class PlanRule(models.Model):
    """What kinds and sections have in common: whose row it is, from when until when, and its source."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    is_on = models.BooleanField(_("in use"), default=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = PlanRuleQuerySet.as_manager()

    class Meta:
        abstract = True


class PlanKind(PlanRule):
    """A kind of plan: who issues it, whether it runs in cycles, and how often it is reviewed.

    ``review_months`` is empty where a plan is reviewed at the end of a term.
    """

    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    is_statutory = models.BooleanField(_("issued by the local authority"), default=False)
    has_cycles = models.BooleanField(_("assess, plan, do, review"), default=False)
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"), null=True, blank=True
    )

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of plan")
        constraints = [
            *once_a_school("code", name="plan_kind_code_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="plan_kind_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(review_months__isnull=True)
                | Q(review_months__gte=1, review_months__lte=36),
                name="plan_kind_review_is_1_to_36_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanSection(PlanRule):
    """One section of a kind of plan: its letter, and which face it has, that is which rows stand in it.

    ``is_summary`` sections are what adults who work with the pupil read; ``is_educational`` needs must
    each be met by provision.
    """

    class Face(models.TextChoices):
        TEXTS = "texts", _("Texts")
        NEEDS = "needs", _("Needs")
        OUTCOMES = "outcomes", _("Outcomes")
        STEPS = "steps", _("Shorter steps")
        PROVISION = "provision", _("Provision")
        BUDGET = "budget", _("Personal budget")
        ADVICE = "advice", _("Advice")

    kind_code = models.SlugField(_("kind of plan"), max_length=30)
    letter = models.CharField(_("letter"), max_length=3, blank=True)
    title = models.CharField(_("title"), max_length=80)
    hint = models.CharField(_("what stands here"), max_length=300, blank=True)
    face = models.CharField(_("face"), max_length=10, choices=Face.choices)
    is_summary = models.BooleanField(_("read by adults who work with the pupil"), default=False)
    is_educational = models.BooleanField(_("each need must be met"), default=False)

    class Meta:
        ordering = ["kind_code", "order"]
        verbose_name = _("section of a plan")
        constraints = [
            *once_a_school("code", name="plan_section_code_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="plan_section_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}. {self.title}" if self.letter else self.title


class PlanPrompt(models.Model):
    """One text that a section of texts asks for, by the section's code: the child's views, the parents'."""

    section_code = models.SlugField(_("section"), max_length=30)
    code = models.SlugField(_("code"), max_length=30)
    label = models.CharField(_("label"), max_length=80)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["section_code", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section_code", "code"], name="plan_prompt_stands_once_in_a_section"
            )
        ]

    def __str__(self) -> str:
        return self.label
