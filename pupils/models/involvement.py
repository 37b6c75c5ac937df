"""That a professional works with a pupil: from when, why, who consented, when they come next."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from pupils.models.carer import in_department
from staff.access import PROVISION, Role

#: Roles that read everything agencies do for the pupils of their school; an HLTA in her department.
ADVICE_READERS = PROVISION | {Role.DSL}


def read_in_full(person, pupil: str = "pupil_id") -> Q:
    """Rows of pupils whose outside help ``person`` reads in full; ``pupil`` names the field of the key."""
    full = Q(school__in=person.access.schools_as(*ADVICE_READERS))
    return full | Q(in_department(person, pupil)) if person.access.department_ids else full


def worked_with(person, pupil: str = "pupil_id") -> Exists:
    """Whether a post of ``person`` works with the pupil today."""
    links = AdultLink.objects.current().filter(pupil=OuterRef(pupil))
    return Exists(links.filter(post__in=person.access.post_ids))


class InvolvementQuerySet(models.QuerySet):
    """Which involvements."""

    def visible_to(self, person) -> "InvolvementQuerySet":
        """In full for those who plan and safeguard; adults who work with the pupil see who comes now.

        What they see leaves out kinds that are shown to few, and all that has ended.
        """
        today = timezone.localdate()
        near = Q(worked_with(person), professional__agency__kind__is_sensitive=False)
        now = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        return self.filter(read_in_full(person) | (near & now))

    def read_by(self, person) -> "InvolvementQuerySet":
        """Those whose reason and consent ``person`` reads as well."""
        return self.filter(read_in_full(person))

    def current(self, on: datetime.date | None = None) -> "InvolvementQuerySet":
        """Those that have not ended on a day, today unless said."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on or timezone.localdate()))


class Consent(models.TextChoices):
    """Whether somebody agreed that the school speaks to an agency about a pupil."""

    ASKED = "asked", _("not asked yet")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    STATUTORY = "statutory", _("not needed: the law asks for it")


def consent_rules(table: str) -> list[models.CheckConstraint]:
    """An answer says whose it is and when; no answer says neither."""
    answered = Q(consent__in=["given", "refused"])
    return [
        models.CheckConstraint(
            condition=(answered & ~Q(consent_by="") & Q(consent_on__isnull=False))
            | (~answered & Q(consent_by="", consent_on__isnull=True)),
            name=f"{table}_consent_says_who_and_when",
        )
    ]


class Involvement(models.Model):
    """One professional works with one pupil."""

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="involvements")
    professional = models.ForeignKey(
        "pupils.Professional", models.PROTECT, related_name="+", verbose_name=_("professional")
    )
    why = models.CharField(_("why"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    next_visit_on = models.DateField(_("next visit"), null=True, blank=True)
    consent = models.CharField(
        _("consent"), max_length=9, choices=Consent.choices, default=Consent.ASKED
    )
    consent_by = models.CharField(_("consent of"), max_length=140, blank=True)
    consent_on = models.DateField(_("consent on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = _("involvement")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="involvement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["pupil", "professional"],
                condition=Q(ends_on__isnull=True),
                name="professional_is_involved_once_at_a_time",
            ),
            *consent_rules("involvement"),
        ]
        indexes = [models.Index(fields=["professional", "pupil"], name="involvement_by_person")]

    def __str__(self) -> str:
        return str(self.professional)

    @property
    def has_ended(self) -> bool:
        """Whether its last day is behind."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()


_NEVER = "1 = 0"
triggers.lock(
    "pupils_involvement",
    when=_NEVER,
    sentence="an involvement belongs to the school of its pupil and of the professional",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_professional f WHERE f.id = NEW.professional_id"
    " AND f.school_id <> NEW.school_id)",
)
