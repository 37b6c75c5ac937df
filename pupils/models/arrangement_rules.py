"""What a school may apply for and by when: kinds of access arrangement, deadlines and subjects, as data.

The exam boards renew their rules each September. Shared rows are defaults in our own words; a row
that nobody has checked against this year's rules has no day in ``checked_on``, and the page says so.
A school that changes a shared row gets a row of its own, which takes its place there.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class SharedQuerySet(models.QuerySet):
    """Rows that belong to everybody (no school) or to one school."""

    def visible_to(self, person) -> "SharedQuerySet":
        """Shared rows, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def in_use_at(self, school_id: int) -> "SharedQuerySet":
        """Rows a school goes by: its own, and shared ones it has not replaced."""
        own = self.model.objects.filter(school=school_id).values("code")
        return self.filter(Q(school=school_id) | (Q(school=None) & ~Q(code__in=own)))


class ArrangementKindQuerySet(SharedQuerySet):
    """Which kinds of arrangement."""

    def offered(self, school_id: int, on: datetime.date | None = None) -> "ArrangementKindQuerySet":
        """Kinds a school may still choose on a day, today unless said."""
        on = on or timezone.localdate()
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.in_use_at(school_id).filter(open_ended, valid_from__lte=on)


class ArrangementKind(models.Model):
    """A kind of arrangement: how it is agreed, what must be on file, how long an approval lasts (months)."""

    class Route(models.TextChoices):
        DELEGATED = "delegated", _("the school decides; evidence is kept on file")
        APPROVAL = "approval", _("applied for online; the boards approve")
        ORDER = "order", _("papers ordered by a deadline")

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    about = models.CharField(_("what must be on file"), max_length=300, blank=True)
    route = models.CharField(_("how it is agreed"), max_length=10, choices=Route.choices)
    needs_assessor = models.BooleanField(_("needs an assessor’s scores"), default=False)
    percent = models.PositiveSmallIntegerField(_("extra time, per cent"), null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("months an approval lasts"), null=True, blank=True
    )
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = ArrangementKindQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of arrangement")
        constraints = [
            *once_a_school("code", name="arrangement_kind_code_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="arrangement_kind_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=1, percent__lte=200),
                name="arrangement_kind_percent_is_1_to_200",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_approval(self) -> bool:
        """Whether somebody outside the school approves it, so that a reference must be on file."""
        return self.route == self.Route.APPROVAL

    @property
    def is_retired(self) -> bool:
        """Whether it can no longer be chosen today."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class ArrangementDeadline(models.Model):
    """A day of each year by which a school must have applied or ordered for one series of exams."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    series = models.CharField(_("exams"), max_length=60)
    what = models.CharField(_("what is due"), max_length=80)
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"))
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["month", "day"]
        verbose_name = _("deadline")
        constraints = [
            *once_a_school("code", name="arrangement_deadline_code_stands_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
                name="arrangement_deadline_is_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.what}"

    def next_on(self, today: datetime.date) -> datetime.date:
        """The next time the day comes, today included; a day the month lacks is its last."""
        this_year = _day_of(today.year, self.month, self.day)
        return this_year if this_year >= today else _day_of(today.year + 1, self.month, self.day)


def _day_of(year: int, month: int, day: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return min(
        datetime.date(year, month, 1) + datetime.timedelta(days=day - 1),
        following - datetime.timedelta(days=1),
    )


class ExamSubjectQuerySet(SharedQuerySet):
    """Which subjects."""

    def offered(self, school_id: int, on: datetime.date | None = None) -> "ExamSubjectQuerySet":
        """Subjects a school may still choose on a day, today unless said."""
        on = on or timezone.localdate()
        return self.in_use_at(school_id).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        )


class ExamSubject(models.Model):
    """A subject in which arrangements are used and logged; schools add their own to the shared list.

    A last day retires it: it stays where it stands, is offered no more, and nothing is missed in it.
    """

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=40)
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ExamSubjectQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("subject")
        constraints = once_a_school("code", name="exam_subject_code_stands_once")

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether it can no longer be chosen today."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()
