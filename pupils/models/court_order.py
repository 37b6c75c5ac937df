"""Court orders and undertakings about a pupil: an alert on the record, and whom it names.

The alert ("may not collect") is for every adult who works with the pupil, because they stand at the
gate; what the court wrote is read by few.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.carer import in_department
from pupils.models.pupil import Pupil
from staff.access import Role

#: Roles that keep and read orders in full; an HLTA reads those of her department.
ORDER_KEEPERS = frozenset({Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO, Role.DSL})


class CourtOrderQuerySet(models.QuerySet):
    """Which orders."""

    def in_force(self, on: datetime.date | None = None) -> "CourtOrderQuerySet":
        """Orders that hold on a day, today unless said."""
        on = on or timezone.localdate()
        ends = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        return self.filter(ends, made_on__lte=on, lifted_on__isnull=True)

    def visible_to(self, person) -> "CourtOrderQuerySet":
        """Orders that ``person`` reads in full."""
        whole = Q(school__in=person.access.schools_as(*ORDER_KEEPERS))
        if person.access.department_ids:
            whole |= Q(in_department(person))
        return self.filter(whole)

    def alerting(self, person) -> "CourtOrderQuerySet":
        """Orders in force whose alert ``person`` reads: of every pupil they may see."""
        return self.in_force().filter(pupil__in=Pupil.objects.visible_to(person))


class CourtOrder(models.Model):
    """One order: what kind, from when, until when, what adults at school must do because of it."""

    class Kind(models.TextChoices):
        ARRANGEMENTS = "arrangements", _("child arrangements order")
        PROHIBITED = "prohibited", _("prohibited steps order")
        SPECIFIC = "specific", _("specific issue order")
        MOLESTATION = "molestation", _("non-molestation order")
        GUARDIANSHIP = "guardianship", _("special guardianship order")
        CARE = "care", _("care order")
        SUPERVISION = "supervision", _("supervision order")
        UNDERTAKING = "undertaking", _("undertaking or bail condition")
        OTHER = "other", _("other order")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="court_orders")
    kind = models.CharField(_("kind of order"), max_length=12, choices=Kind.choices)
    court = models.CharField(_("court"), max_length=120, blank=True)
    reference = models.CharField(_("case number"), max_length=40, blank=True)
    made_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    seen_on = models.DateField(_("copy seen on"), null=True, blank=True)
    do_this = models.CharField(_("what adults at school do"), max_length=200)
    detail = models.TextField(_("what the order says"), max_length=2000, blank=True)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CourtOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "pk"]
        verbose_name = _("court order")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("made_on")),
                name="court_order_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("made_on")),
                name="court_order_is_lifted_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(do_this=""), name="court_order_says_what_to_do"),
        ]
        indexes = [
            models.Index(
                fields=["pupil"], condition=Q(lifted_on__isnull=True), name="court_order_standing"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        ended = self.lifted_on is not None or (self.ends_on is not None and self.ends_on < today)
        return self.made_on <= today and not ended


class OrderLimit(models.Model):
    """One person whom an order names, and what they may not do."""

    school = models.ForeignKey("core.School", models.PROTECT)
    order = models.ForeignKey(CourtOrder, models.CASCADE, related_name="limits")
    name = models.CharField(_("person"), max_length=120)
    may_not_collect = models.BooleanField(_("may not collect the pupil"), default=False)
    may_not_contact = models.BooleanField(_("may have no contact at school"), default=False)
    may_not_know = models.BooleanField(_("may be told nothing"), default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "name"], name="order_names_a_person_once"),
            models.CheckConstraint(
                condition=Q(may_not_collect=True) | Q(may_not_contact=True) | Q(may_not_know=True),
                name="order_limit_limits_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name


_NEVER = "1 = 0"
triggers.lock(
    "pupils_courtorder",
    when=_NEVER,
    sentence="a court order belongs to the school of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_orderlimit",
    when=_NEVER,
    sentence="whom an order names belongs to the school of the order",
    shut="EXISTS (SELECT 1 FROM pupils_courtorder o WHERE o.id = NEW.order_id"
    " AND o.school_id <> NEW.school_id)",
)
