"""One person's job at one school. Roles come from posts, and from nowhere else."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import Role


class PostQuerySet(models.QuerySet):
    """Which posts."""

    def current(self, on: datetime.date | None = None) -> "PostQuerySet":
        """Posts that are held on a day, today unless said."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def open(self, on: datetime.date | None = None) -> "PostQuerySet":
        """Posts that have not ended, those that begin later too."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def visible_to(self, person) -> "PostQuerySet":
        """Posts at the schools where ``person`` works, and the person's own, also past ones."""
        return self.filter(Q(school__in=person.access.school_ids) | Q(person=person.pk))

    def running_sessions(self) -> "PostQuerySet":
        """Posts that may lead a group: HLTAs, TAs, and the SENCO's team."""
        return self.filter(
            role__in=[Role.HLTA, Role.TA, Role.TEACHER, Role.SENCO, Role.ASSISTANT_SENCO]
        )


class Post(models.Model):
    """Role, band, scale point, hours and dates of one person at one school."""

    school = models.ForeignKey("core.School", models.PROTECT, verbose_name=_("school"))
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    title = models.CharField(_("title"), max_length=80, blank=True)
    band = models.ForeignKey(
        "staff.Band", models.PROTECT, null=True, blank=True, verbose_name=_("band")
    )
    pay_point = models.ForeignKey(
        "staff.PayPoint", models.PROTECT, null=True, blank=True, verbose_name=_("scale point")
    )
    hours_per_week = models.DecimalField(
        _("hours a week"),
        max_digits=4,
        decimal_places=2,
        default=36,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    days_per_year = models.PositiveSmallIntegerField(_("working days a year"), default=195)
    covers_trust = models.BooleanField(_("covers the whole trust (figures only)"), default=False)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["person__full_name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "school", "role"],
                condition=Q(ends_on__isnull=True),
                name="person_holds_one_open_post_of_a_role",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=48),
                name="post_hours_fit_a_week",
            ),
            models.CheckConstraint(
                condition=Q(days_per_year__gte=1, days_per_year__lte=261),
                name="post_days_fit_a_year",
            ),
        ]
        indexes = [models.Index(fields=["school", "role"], name="post_by_school_and_role")]

    def __str__(self) -> str:
        return self.title or str(Role(self.role).label)

    @property
    def label(self) -> str:
        """Title, or the role in words."""
        return str(self)

    def is_held(self, on: datetime.date) -> bool:
        """Whether this post is held on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
