"""Restrictive interventions: the legal record of force, seclusion and restraint (domain.md 4.6).

Section 93A of the Education and Inspections Act 2006 and the Schools (Recording and Reporting of
Seclusion and Restraint) (No. 2) (England) Regulations 2025, in force from 1 April 2026: each significant
one is recorded in writing and reported to parents. Signed, nothing in it changes; what is to be said
later is an addendum.
"""

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.behaviour import BEHAVIOUR_READERS, BehaviourChoice

WORDS = 4000

SIGNED_STAYS = "a signed record stays as it is; say the rest in an addendum"


class YesNo(models.TextChoices):
    """What is known of a pupil for monitoring."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class RestrictiveQuerySet(models.QuerySet):
    """Which records."""

    def visible_to(self, person) -> "RestrictiveQuerySet":
        """All of the school by role; one's own, and those in which one had a part. A link opens none."""
        access = person.access
        whole = Q(school__in=access.schools_as(*BEHAVIOUR_READERS))
        people = apps.get_model("pupils", "InterventionPerson").objects
        mine = people.filter(intervention=OuterRef("pk"), person=person.pk)
        own = Q(by=person.pk) | Exists(mine)
        return self.filter(whole | (own & Q(school__in=access.school_ids)))

    def unsigned(self) -> "RestrictiveQuerySet":
        """Not signed off by a leader yet."""
        return self.exclude(state=RestrictiveIntervention.State.SIGNED)

    def untold(self) -> "RestrictiveQuerySet":
        """Not reported to parents, and no decision to withhold the report."""
        return self.filter(parent_report=None)


class RestrictiveIntervention(models.Model):
    """One use of force, seclusion or restraint: what the law asks to be written down."""

    class State(models.TextChoices):
        DRAFT = "draft", _("To finish")
        READY = "ready", _("Waiting for sign-off")
        SIGNED = "signed", _("Signed off")

    class Plan(models.TextChoices):
        NONE = "none", _("There was no plan")
        FOLLOWED = "followed", _("The plan was followed")
        PARTLY = "partly", _("The plan was followed in part")
        NOT = "not", _("The plan was not followed")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="restrictives")
    incident = models.ForeignKey("pupils.Incident", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.DRAFT)
    on = models.DateField(_("day"))
    at = models.TimeField(_("from"))
    until = models.TimeField(_("until"), null=True, blank=True)
    place = models.ForeignKey(
        BehaviourChoice, models.PROTECT, related_name="+", verbose_name=_("place")
    )
    before = models.TextField(_("what came before"), max_length=WORDS, blank=True)
    tried = models.TextField(_("what was tried first"), max_length=WORDS, blank=True)
    why = models.TextField(_("why it was necessary"), max_length=WORDS, blank=True)
    account = models.TextField(_("what was done"), max_length=WORDS, blank=True)
    is_restraint = models.BooleanField(_("restraint"), default=False)
    restraint_from = models.TimeField(_("restraint from"), null=True, blank=True)
    restraint_until = models.TimeField(_("restraint until"), null=True, blank=True)
    is_seclusion = models.BooleanField(_("seclusion"), default=False)
    seclusion_from = models.TimeField(_("seclusion from"), null=True, blank=True)
    seclusion_until = models.TimeField(_("seclusion until"), null=True, blank=True)
    witnesses = models.CharField(_("other witnesses"), max_length=300, blank=True)
    injuries_checked = models.BooleanField(_("everybody was checked for injuries"), default=False)
    plan = models.CharField(_("plan"), max_length=8, choices=Plan.choices, default=Plan.NONE)
    plan_words = models.TextField(_("about the plan"), max_length=WORDS, blank=True)
    plan_review_on = models.DateField(_("plan looked at again by"), null=True, blank=True)
    pupil_debrief = models.TextField(_("talk with the pupil"), max_length=WORDS, blank=True)
    pupil_debrief_on = models.DateField(_("talk with the pupil on"), null=True, blank=True)
    staff_debrief = models.TextField(_("talk with the staff"), max_length=WORDS, blank=True)
    staff_debrief_on = models.DateField(_("talk with the staff on"), null=True, blank=True)
    # Who the pupil was on the day, for monitoring: it stays when the register moves on.
    age = models.PositiveSmallIntegerField(_("age"))
    sen_code = models.CharField(_("SEN"), max_length=1)
    main_need = models.CharField(_("main need"), max_length=5, blank=True)
    sex = models.CharField(_("sex"), max_length=1, blank=True)
    ethnicity = models.CharField(_("ethnicity code"), max_length=4, blank=True)
    year_group = models.CharField(_("year"), max_length=2, blank=True)
    is_looked_after = models.BooleanField(_("looked after"), default=False)
    is_disabled = models.CharField(
        _("disabled"), max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN
    )
    has_protection_plan = models.CharField(
        _("child protection plan"), max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN
    )
    signed_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed off"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RestrictiveQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-at", "-pk"]
        verbose_name = _("restrictive intervention")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("at")),
                name="intervention_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    Q(until__isnull=False)
                    & ~Q(account="")
                    & ~Q(why="")
                    & Q(injuries_checked=True)
                    & (Q(is_restraint=True) | Q(is_seclusion=True))
                ),
                name="finished_intervention_says_what_the_law_asks",
            ),
            models.CheckConstraint(
                condition=Q(is_seclusion=False)
                | Q(seclusion_from__isnull=False, seclusion_until__gte=F("seclusion_from"))
                | Q(state="draft"),
                name="seclusion_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(is_restraint=False)
                | Q(restraint_from__isnull=False, restraint_until__gte=F("restraint_from"))
                | Q(state="draft"),
                name="restraint_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_by__isnull=False, signed_at__isnull=False)
                | (~Q(state="signed") & Q(signed_by__isnull=True, signed_at__isnull=True)),
                name="signed_intervention_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "on"], name="intervention_by_day")]

    def __str__(self) -> str:
        return str(_("Restrictive intervention of %(day)s")) % {
            "day": format_date(self.on, "j M Y")
        }

    @property
    def is_signed(self) -> bool:
        """Whether nothing in it changes any more."""
        return self.state == self.State.SIGNED


triggers.lock(
    "pupils_restrictiveintervention",
    when="OLD.state = 'signed'",
    sentence=SIGNED_STAYS,
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)",
)
