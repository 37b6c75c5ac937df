"""The SEND register: dated status and ranked needs. SEND Code of Practice 2015; census SEN codes."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class DatedQuerySet(models.QuerySet):
    """Rows with a first and, once ended, a last day."""

    def current(self, on: datetime.date | None = None) -> "DatedQuerySet":
        """Rows that stand on a day, today unless said."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def open(self) -> "DatedQuerySet":
        """Rows without a last day."""
        return self.filter(ends_on__isnull=True)


class NeedTypeQuerySet(models.QuerySet):
    """Which types of need."""

    def visible_to(self, person) -> "NeedTypeQuerySet":
        """The national list, and the types that the person's schools added."""
        return self.filter(Q(school__isnull=True) | Q(school__in=person.access.school_ids))

    def offered(self, school_id: int, on: datetime.date | None = None) -> "NeedTypeQuerySet":
        """Types that a school may choose on a day, today unless said; retired ones are not."""
        on = on or timezone.localdate()
        return self.filter(
            Q(school__isnull=True) | Q(school=school_id),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            valid_from__lte=on,
        )


class NeedType(models.Model):
    """A type of need in the national list, with the days between which it may be chosen; schools may add their own."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.CharField(_("code"), max_length=5)
    name = models.CharField(_("name"), max_length=80)
    broad_area = models.CharField(_("broad area"), max_length=40)
    only_with_support = models.BooleanField(_("only with SEN support"), default=False)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    objects = NeedTypeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = once_a_school("code", name="need_type_code_stands_once")

    def __str__(self) -> str:
        return self.name


class SenStatus(models.Model):
    """A pupil's provision code from a day, until a day. Retired codes are kept from imports, never offered."""

    class Code(models.TextChoices):
        NONE = "N", _("No SEN")
        SUPPORT = "K", _("SEN support")
        PLAN = "E", _("Education, health and care plan")
        STATEMENT = "S", _("Statement (retired)")
        SCHOOL_ACTION = "A", _("School Action (retired)")
        SCHOOL_ACTION_PLUS = "P", _("School Action Plus (retired)")

    #: Codes that may be chosen today.
    OFFERED = (Code.NONE, Code.SUPPORT, Code.PLAN)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="statuses")
    code = models.CharField(_("status"), max_length=1, choices=Code.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="sen_status_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(ends_on__isnull=True),
                name="pupil_has_one_open_sen_status",
            ),
            models.CheckConstraint(
                condition=~Q(code__in=["S", "A", "P"]) | Q(ends_on__isnull=False),
                name="retired_sen_status_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class Need(models.Model):
    """A pupil's need of a type at a rank, from a day, until a day. Rank 1 is the main need."""

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="needs")
    need_type = models.ForeignKey(NeedType, models.PROTECT, verbose_name=_("need"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="need_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=9), name="need_rank_is_1_to_9"
            ),
            models.UniqueConstraint(
                fields=["pupil", "rank"],
                condition=Q(ends_on__isnull=True),
                name="pupil_has_one_open_need_at_a_rank",
            ),
            models.UniqueConstraint(
                fields=["pupil", "need_type"],
                condition=Q(ends_on__isnull=True),
                name="pupil_has_a_need_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.need_type)
