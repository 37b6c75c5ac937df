"""Why an adult works with a pupil: the relation that lets them see the record."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AdultLinkQuerySet(models.QuerySet):
    """Which links."""

    def current(self, on: datetime.date | None = None) -> "AdultLinkQuerySet":
        """Links that stand on a day, today unless said; a link needs its post to be held that day."""
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(post__ends_on__isnull=True) | Q(post__ends_on__gte=on),
            starts_on__lte=on,
        )

    def open(self) -> "AdultLinkQuerySet":
        """Links without a last day."""
        return self.filter(ends_on__isnull=True)

    def visible_to(self, person) -> "AdultLinkQuerySet":
        """Links of the pupils ``person`` may see."""
        return self.filter(pupil__in=apps.get_model("pupils", "Pupil").objects.visible_to(person))


class AdultLink(models.Model):
    """One post works with one pupil, for one reason, from a day, until a day.

    Higher floors keep links of their own through ``source`` (a group, a cover); people keep the rest.
    """

    class Kind(models.TextChoices):
        KEY_ADULT = "key_adult", _("key adult")
        PLAN_OWNER = "plan_owner", _("owns the plan")
        TUTOR = "tutor", _("form tutor")
        TEACHER = "teacher", _("teaches the pupil")
        LEADS = "leads", _("leads a group")
        SUPPORTS = "supports", _("supports a group")
        COVERS = "covers", _("covers a session")

    #: Links that people make and end by hand.
    BY_HAND = (Kind.KEY_ADULT, Kind.PLAN_OWNER, Kind.TUTOR, Kind.TEACHER)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="adult_links")
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    kind = models.CharField(_("why"), max_length=10, choices=Kind.choices)
    source = models.CharField(max_length=40, blank=True)
    detail = models.CharField(_("detail"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AdultLinkQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="adult_link_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["pupil", "post", "kind", "source"],
                condition=Q(ends_on__isnull=True),
                name="adult_link_is_open_once",
            ),
        ]
        indexes = [models.Index(fields=["post", "pupil"], name="adult_link_by_post")]

    def stands_on(self, day: datetime.date) -> bool:
        """Whether it stands on a day: begun, not ended, and its post still held. Reads the post."""
        last_days = (self.ends_on, self.post.ends_on)
        return self.starts_on <= day and all(last is None or last >= day for last in last_days)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.detail}".strip()
