"""Referrals of a pupil to an agency: what was asked, with whose consent, since when the school waits."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.involvement import Consent, consent_rules, read_in_full

#: Consents with which a referral may go.
MAY_GO = (Consent.GIVEN, Consent.STATUTORY)


class ReferralQuerySet(models.QuerySet):
    """Which referrals."""

    def visible_to(self, person) -> "ReferralQuerySet":
        """Referrals of pupils whose outside help ``person`` reads in full."""
        return self.filter(read_in_full(person))

    def open(self) -> "ReferralQuerySet":
        """Those without an outcome."""
        return self.filter(closed_on__isnull=True)

    def to_chase(self) -> "ReferralQuerySet":
        """Those about which somebody should ask again, today or since some days."""
        return self.open().filter(chase_on__lte=timezone.localdate())


class Referral(models.Model):
    """One referral, from the day it was written to its outcome.

    ``chase_on`` is the day on which somebody asks again: the last news and the days of the agency's
    kind. It is empty until the referral is sent, and when it is closed.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted: they work with the pupil")
        ADVICE = "advice", _("advice given, no further work")
        REFUSED = "refused", _("refused by the agency")
        ELSEWHERE = "elsewhere", _("sent on to another agency")
        WITHDRAWN = "withdrawn", _("withdrawn by school or family")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="referrals")
    agency = models.ForeignKey(
        "pupils.Agency", models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    reason = models.TextField(_("reason"), max_length=1000)
    asked_for = models.CharField(_("what is asked for"), max_length=300)
    consent = models.CharField(
        _("consent"), max_length=9, choices=Consent.choices, default=Consent.ASKED
    )
    consent_by = models.CharField(_("consent of"), max_length=140, blank=True)
    consent_on = models.DateField(_("consent on"), null=True, blank=True)
    written_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    sent_on = models.DateField(_("sent"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged"), null=True, blank=True)
    chase_on = models.DateField(_("ask again on"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True)
    outcome_words = models.CharField(_("outcome in words"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["sent_on", "pk"]
        verbose_name = _("referral")
        constraints = [
            *consent_rules("referral"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(consent__in=["given", "statutory"]),
                name="referral_goes_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("sent_on")),
                name="referral_is_acknowledged_after_it_is_sent",
            ),
            models.CheckConstraint(
                condition=(Q(closed_on__isnull=True, outcome=""))
                | (Q(closed_on__isnull=False, chase_on__isnull=True) & ~Q(outcome="")),
                name="closed_referral_has_an_outcome_and_is_not_chased",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "chase_on"], condition=Q(closed_on__isnull=True),
                name="referral_open",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agency}"

    @property
    def waiting_days(self) -> int | None:
        """Days since it was sent, to its outcome or to today; None before."""
        if self.sent_on is None:
            return None
        return ((self.closed_on or timezone.localdate()) - self.sent_on).days

    @property
    def waiting_weeks(self) -> int | None:
        """Whole weeks of waiting."""
        return None if self.waiting_days is None else self.waiting_days // 7

    @property
    def is_to_chase(self) -> bool:
        """Whether somebody should ask again now."""
        return self.chase_on is not None and self.chase_on <= timezone.localdate()

    def next_chase(self, after: datetime.date) -> datetime.date:
        """The day to ask again after news of a day. Reads the agency's kind."""
        return after + datetime.timedelta(days=self.agency.kind.chase_days)


class ReferralNote(models.Model):
    """Something said or heard about a referral on a day. Notes are added and never changed."""

    class Kind(models.TextChoices):
        CHASED = "chased", _("asked again")
        NEWS = "news", _("news from the agency")
        NOTE = "note", _("note")

    school = models.ForeignKey("core.School", models.PROTECT)
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="notes")
    kind = models.CharField(_("what happened"), max_length=6, choices=Kind.choices)
    on = models.DateField(_("on"))
    text = models.CharField(_("in words"), max_length=400)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text


_NEVER = "1 = 0"
triggers.lock(
    "pupils_referral",
    when=_NEVER,
    sentence="a referral belongs to the school of its pupil and of the agency",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_agency a WHERE a.id = NEW.agency_id"
    " AND a.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_referralnote",
    when=_NEVER,
    sentence="a note about a referral stays as it was",
    # On the way in there is no such row yet; before an UPDATE there is.
    shut="EXISTS (SELECT 1 FROM pupils_referralnote n WHERE n.id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM pupils_referral r WHERE r.id = NEW.referral_id"
    " AND r.school_id <> NEW.school_id)",
)
