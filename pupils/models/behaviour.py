"""The lists that behaviour is recorded with: places, behaviours, de-escalation, grounds, rewards; as data.

Shared rows are defaults in our own words; a row that nobody has checked against its source has no day
in ``checked_on``. A school that changes a shared row gets a row of its own, which takes its place there.
"""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school
from staff.access import PROVISION, Role

#: Roles that read every incident, reward and restrictive intervention of their school (domain.md 11).
BEHAVIOUR_READERS = PROVISION | {Role.DSL}


class BehaviourChoiceQuerySet(models.QuerySet):
    """Which choices."""

    def visible_to(self, person) -> "BehaviourChoiceQuerySet":
        """Shared choices, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def in_use_at(self, school_id: int) -> "BehaviourChoiceQuerySet":
        """Choices a school goes by: its own, and shared ones it has not replaced."""
        own = BehaviourChoice.objects.filter(
            school=school_id, list=OuterRef("list"), code=OuterRef("code")
        )
        return self.filter(Q(school=school_id) | (Q(school=None) & ~Exists(own)))

    def offered(self, school_id: int, on: datetime.date | None = None) -> "BehaviourChoiceQuerySet":
        """Choices that may still be made on a day, today unless said."""
        on = on or timezone.localdate()
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.in_use_at(school_id).filter(open_ended, valid_from__lte=on)


class BehaviourChoice(models.Model):
    """One line of one list, between two days. ``points`` is what a kind of reward is worth, unless said."""

    class List(models.TextChoices):
        PLACE = "place", _("Places")
        LESSON = "lesson", _("Lessons and activities")
        SETTING = "setting", _("What was going on before (setting events)")
        BEHAVIOUR = "behaviour", _("Behaviour that can be seen or heard")
        INTENSITY = "intensity", _("Intensity, with what each number means")
        STEP = "step", _("De-escalation")
        GROUND = "ground", _("Lawful grounds for reasonable force")
        HOLD = "hold", _("Kinds of restrictive intervention")
        REWARD = "reward", _("Rewards")
        VALUE = "value", _("Reasons for a reward")
        QUESTION = "question", _("Restorative questions")

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    list = models.CharField(_("list"), max_length=10, choices=List.choices)
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    about = models.CharField(_("what it means"), max_length=300, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BehaviourChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["list", "order", "name"]
        verbose_name = _("line of a list")
        constraints = [
            *once_a_school("list", "code", name="behaviour_choice_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="behaviour_choice_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether it can no longer be chosen today."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
