"""What a school talks about and how often it should: kinds of contact and meeting, and intervals, as data.

Shared rows are defaults; a school that changes one gets a row of its own, which takes its place there.
A row that nobody has checked has no day in ``checked_on``, and the page says so.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school
from pupils.models.arrangement_rules import SharedQuerySet


class TalkKindQuerySet(SharedQuerySet):
    """Which kinds."""

    def offered(
        self, school_id: int, use: str, on: datetime.date | None = None
    ) -> "TalkKindQuerySet":
        """Kinds of one use that a school may still choose on a day, today unless said."""
        on = on or timezone.localdate()
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.in_use_at(school_id).filter(open_ended, use=use, valid_from__lte=on)


class TalkKind(models.Model):
    """What a contact is about, or what kind of meeting it is; a meeting's kind brings its agenda.

    ``agenda`` holds a line for each item, put into a new meeting of the kind.
    """

    class Use(models.TextChoices):
        CONTACT = "contact", _("contact")
        MEETING = "meeting", _("meeting")

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    use = models.CharField(_("used for"), max_length=8, choices=Use.choices)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=60)
    agenda = models.TextField(_("agenda"), max_length=1000, blank=True)
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = TalkKindQuerySet.as_manager()

    class Meta:
        ordering = ["use", "order", "name"]
        verbose_name = _("kind of contact or meeting")
        constraints = [
            *once_a_school("code", name="talk_kind_code_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="talk_kind_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether it can no longer be chosen today."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def items(self) -> list[str]:
        """The lines of its agenda."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class TalkRule(models.Model):
    """After how many school weeks something is due: five school days are a week, holidays are none."""

    #: Codes that the portal asks for; a school changes the weeks, not the codes.
    QUIET = {"E": "quiet-plan", "K": "quiet-support"}

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("what it is for"), max_length=120)
    weeks = models.PositiveSmallIntegerField(_("school weeks"))
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("interval")
        constraints = [
            *once_a_school("code", name="talk_rule_code_stands_once"),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=52), name="talk_rule_is_1_to_52_weeks"
            ),
        ]

    def __str__(self) -> str:
        return self.name
