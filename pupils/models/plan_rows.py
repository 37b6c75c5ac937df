"""What stands in a version of a plan: texts, needs, outcomes, shorter steps, provision, advice, budget.

A row's ``key`` stays the same from version to version, so that a reworded line is seen as changed, and
so that what was delivered, reported or achieved stays with its line. Rows of a published version are
locked in the database. ``is_out`` marks a row taken off a draft, until the draft is published.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pupils.models.plan import Plan
from pupils.models.plan_rules import PlanSection

WORDS_AT_MOST = 2000
LONG_WORDS = 4000


class PlanRowQuerySet(models.QuerySet):
    """Which rows."""

    def visible_to(self, person) -> "PlanRowQuerySet":
        """Rows of plans that the person reads whole; a summary is read with ``pupils.plans.plan_of``."""
        return self.filter(plan__in=Plan.objects.read_whole_by(person))

    def standing(self) -> "PlanRowQuerySet":
        """Rows that were not taken off."""
        return self.filter(is_out=False)


class PlanRow(models.Model):
    """A row of a section, which is named by its code; ``position`` is its place or its rank, from 1."""

    school = models.ForeignKey("core.School", models.PROTECT)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)s_rows")
    section = models.SlugField(_("section"), max_length=30)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("place"))
    is_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"], name="%(class)s_stands_once_in_a_plan"
            )
        ]  # fmt: skip


class PlanText(PlanRow):
    """The words under one prompt of a section of texts."""

    prompt = models.SlugField(_("prompt"), max_length=30)
    words = models.TextField(_("words"), max_length=LONG_WORDS, blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "section", "prompt"], name="prompt_is_answered_once_in_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class PlanNeed(PlanRow):
    """A need as the plan words it; ``position`` is its rank. Section B, or C and D for health and care."""

    need_type = models.ForeignKey(
        "pupils.NeedType", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("type of need"),
    )  # fmt: skip
    words = models.TextField(_("the need in words"), max_length=WORDS_AT_MOST)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="planned_need_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class Outcome(PlanRow):
    """What the pupil will be able to do and by when, the needs it answers, and its strand of adulthood."""

    class Strand(models.TextChoices):
        EMPLOYMENT = "employment", _("Education and employment")
        LIVING = "living", _("Independent living")
        COMMUNITY = "community", _("Friends and community")
        HEALTH = "health", _("Good health")

    words = models.TextField(_("outcome"), max_length=WORDS_AT_MOST)
    due_on = models.DateField(_("by"), null=True, blank=True)
    strand = models.CharField(
        _("preparing for adulthood"), max_length=10, choices=Strand.choices, blank=True
    )
    needs = models.ManyToManyField(PlanNeed, related_name="outcomes", blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="outcome_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class OutcomeStep(PlanRow):
    """A shorter step towards an outcome: target, when it counts as reached, where it starts, by when."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="steps")
    words = models.CharField(_("target"), max_length=400)
    criterion = models.CharField(_("reached when"), max_length=300, blank=True)
    baseline = models.CharField(_("where it starts"), max_length=300, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="outcome_step_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class Provision(PlanRow):
    """A line of provision, quantified: what, who with which qualification, for how many, how much, when.

    ``times`` are counted in each ``per``; ``minutes`` are those of one time; ``weeks`` are school weeks.
    Figures may be missing, because plans arrive so; ``pupils.plan_flags`` says what cannot be delivered.
    """

    class Per(models.TextChoices):
        DAY = "day", _("a school day")
        WEEK = "week", _("a week")
        FORTNIGHT = "fortnight", _("a fortnight")
        TERM = "term", _("a term")
        YEAR = "year", _("a year")

    class Setting(models.TextChoices):
        CLASS = "class", _("in class")
        OUT = "out", _("out of class")
        BOTH = "both", _("in and out of class")
        ELSEWHERE = "elsewhere", _("outside school")

    what = models.TextField(_("what"), max_length=WORDS_AT_MOST)
    who = models.CharField(_("who delivers it"), max_length=120, blank=True)
    qualification = models.CharField(_("with which qualification"), max_length=160, blank=True)
    group_size = models.PositiveSmallIntegerField(
        _("pupils in the group, at most"), null=True, blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("minutes each time"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("times"), null=True, blank=True)
    per = models.CharField(_("in each"), max_length=9, choices=Per.choices, blank=True)
    weeks = models.PositiveSmallIntegerField(_("for how many weeks"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    setting = models.CharField(_("where"), max_length=9, choices=Setting.choices, blank=True)
    needs = models.ManyToManyField(PlanNeed, related_name="provision", blank=True)
    outcomes = models.ManyToManyField(Outcome, related_name="provision", blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(what=""), name="provision_says_what"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=1500),
                name="provision_minutes_are_1_to_1500",
            ),
            models.CheckConstraint(
                condition=Q(times__isnull=True, per="")
                | (Q(times__gte=1, times__lte=100) & ~Q(per="")),
                name="provision_times_are_counted_in_something",
            ),
            models.CheckConstraint(
                condition=Q(group_size__isnull=True) | Q(group_size__gte=1, group_size__lte=40),
                name="provision_group_is_1_to_40",
            ),
            models.CheckConstraint(
                condition=Q(weeks__isnull=True) | Q(weeks__gte=1, weeks__lte=52),
                name="provision_weeks_are_1_to_52",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="provision_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class PlanBudget(PlanRow):
    """A line of a personal budget: for what, how much in pounds and how often, and who is paid."""

    what = models.CharField(_("for what"), max_length=300)
    amount = models.DecimalField(_("amount, pounds"), max_digits=9, decimal_places=2)
    per = models.CharField(
        _("each"), max_length=5, choices=[("week", _("week")), ("term", _("term")), ("year", _("year"))],
        default="year",
    )  # fmt: skip
    is_direct = models.BooleanField(_("paid directly to the family"), default=False)
    outcomes = models.ManyToManyField(Outcome, related_name="budgets", blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="plan_budget_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.what


class PlanAdvice(PlanRow):
    """Advice that the plan rests on: its title, who gave it, in which role, and its day."""

    title = models.CharField(_("report or advice"), max_length=200)
    author = models.CharField(_("by"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="plan_advice_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


#: The rows that stand in a section, by its face.
FACES: dict[str, type[PlanRow]] = {
    PlanSection.Face.TEXTS: PlanText,
    PlanSection.Face.NEEDS: PlanNeed,
    PlanSection.Face.OUTCOMES: Outcome,
    PlanSection.Face.STEPS: OutcomeStep,
    PlanSection.Face.PROVISION: Provision,
    PlanSection.Face.BUDGET: PlanBudget,
    PlanSection.Face.ADVICE: PlanAdvice,
}
