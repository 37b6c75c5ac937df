"""Emergency access ("break-glass"): one adult sees one pupil's record for an hour, and two people are told.

What it opens: who the pupil is, the register, the adults, how to reach the family, the published
profile, and what other subjects give to whoever sees a pupil. What it does not open: sessions, scores and
groups, access arrangements, and concerns; and nothing can be changed through it (docs/adr/0015).
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.constraints import once_a_school
from pupils.models.arrangement_rules import SharedQuerySet
from staff.access import Role

#: How long it lasts; no constant of a school's, because those who answer for records rely on it.
LASTS = datetime.timedelta(hours=1)
#: Roles that answer for who reads records: they see every emergency access of their school.
GUARDIANS = (Role.HEAD, Role.SENCO, Role.DSL)
#: Words that say what happened, letters.
REASON_AT_LEAST = 20


class EmergencyKind(models.Model):
    """Why somebody may need a record at once: data that a school can add to and retire."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(_("in use"), default=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of emergency")
        constraints = once_a_school("code", name="emergency_kind_code_stands_once")

    def __str__(self) -> str:
        return self.name


class EmergencyAccessQuerySet(models.QuerySet):
    """Which emergency accesses."""

    def visible_to(self, person) -> "EmergencyAccessQuerySet":
        """One's own, and all of the school for those who answer for who reads records."""
        kept = person.access.schools_as(*GUARDIANS)
        own = Q(person=person.pk, school__in=person.access.school_ids)
        return self.filter(Q(school__in=kept) | own)

    def open_to(self, person) -> "EmergencyAccessQuerySet":
        """Those by which ``person`` sees a pupil at this very moment."""
        schools = person.access.school_ids
        return self.filter(person=person.pk, ends_at__gt=timezone.now(), school__in=schools)

    def to_review(self) -> "EmergencyAccessQuerySet":
        """Those that nobody has judged yet."""
        return self.filter(reviewed_at=None)


class EmergencyAccess(models.Model):
    """One hour of one adult with one pupil's record: why, from when, until when, and how it was judged."""

    class Verdict(models.TextChoices):
        JUSTIFIED = "yes", _("Justified")
        NOT_JUSTIFIED = "no", _("Not justified")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    acting_as = models.CharField(_("as"), max_length=80, blank=True)
    kind = models.ForeignKey(
        EmergencyKind, models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    words = models.CharField(_("what happened"), max_length=500)
    began_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    was_ended_early = models.BooleanField(_("ended early"), default=False)
    verdict = models.CharField(_("judged"), max_length=3, choices=Verdict.choices, blank=True)
    reviewed_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("judged on"), null=True)
    review_words = models.CharField(_("why"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        verbose_name = _("emergency access")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("began_at")), name="emergency_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                | (~Q(verdict="") & Q(reviewed_at__isnull=False, reviewed_by__isnull=False)),
                name="emergency_is_judged_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("person")),
                name="nobody_judges_their_own_emergency",
            ),
        ]
        indexes = [models.Index(fields=["person", "ends_at"], name="emergency_by_person")]

    def __str__(self) -> str:
        return str(_("Emergency access"))

    @property
    def is_open(self) -> bool:
        """Whether it opens the record now."""
        return self.ends_at > timezone.now()


triggers.lock(
    "pupils_emergencyaccess",
    when="OLD.reviewed_at IS NOT NULL",
    sentence="an emergency access that was judged stays as it is, at the school of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)",
)
