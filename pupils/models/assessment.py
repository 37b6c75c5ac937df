"""A request for an EHC needs assessment: 6, 16 and 20 weeks; SEND Regulations 2014, domain.md 3.6."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils import assessing
from pupils.models.step import CLOCK_READERS


class AssessmentQuerySet(models.QuerySet):
    """Which requests."""

    def visible_to(self, person) -> "AssessmentQuerySet":
        """Those of the schools where the person is head, SENCO, assistant SENCO or DSL."""
        return self.filter(school__in=person.access.schools_as(*CLOCK_READERS))

    def open(self) -> "AssessmentQuerySet":
        """Still going on: not refused, ended without a plan, final or withdrawn."""
        return self.filter(~Q(decision="refuse"), no_plan_on=None, final_on=None, withdrawn_on=None)


class Assessment(models.Model):
    """One request: who asked which authority, and the day on which each stage really happened.

    ``received_on`` is the day the authority received it: every date that law sets counts from there.
    ``planned_on`` is the day on which the school means to send it.
    """

    FLOW = "assessment"

    class By(models.TextChoices):
        SCHOOL = "school", _("the school")
        PARENT = "parent", _("a parent or carer")
        YOUNG_PERSON = "young_person", _("the young person")
        OTHER = "other", _("somebody else")

    class Decision(models.TextChoices):
        ASSESS = "assess", _("assess")
        REFUSE = "refuse", _("not assess")

    #: Stages by code, with the field that keeps the day on which each happened.
    STAGES = {
        "received": "received_on",
        "decision": "decision_on",
        "no_plan": "no_plan_on",
        "draft": "draft_on",
        "comments": "comments_on",
        "final": "final_on",
    }
    STATES = {
        assessing.PREPARING: _("Being prepared"),
        assessing.WAITING: _("Waits for the decision to assess"),
        assessing.REFUSED: _("Refused"),
        assessing.ASSESSING: _("Being assessed"),
        assessing.DRAFT: _("Draft plan"),
        assessing.NO_PLAN: _("No plan"),
        assessing.FINAL: _("Final plan"),
        assessing.WITHDRAWN: _("Withdrawn"),
    }

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="assessments")
    council = models.ForeignKey(
        "pupils.Council", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    requested_by = models.CharField(_("who asked"), max_length=12, choices=By.choices)
    requester = models.CharField(_("name"), max_length=120, blank=True)
    grounds = models.TextField(_("why"), max_length=4000, blank=True)
    owner = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", verbose_name=_("who keeps it")
    )
    planned_on = models.DateField(_("to be sent by"), null=True, blank=True)
    received_on = models.DateField(_("received by the authority"), null=True, blank=True)
    decision_on = models.DateField(_("decision whether to assess"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, blank=True)
    no_plan_on = models.DateField(_("told that there will be no plan"), null=True, blank=True)
    draft_on = models.DateField(_("draft plan"), null=True, blank=True)
    comments_on = models.DateField(_("draft answered"), null=True, blank=True)
    final_on = models.DateField(_("final plan"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("needs assessment")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"],
                condition=~Q(decision="refuse")
                & Q(no_plan_on=None, final_on=None, withdrawn_on=None),
                name="pupil_has_one_open_needs_assessment",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(received_on__isnull=False),
                name="needs_assessment_has_a_day_to_count_from",
            ),
            models.CheckConstraint(
                condition=Q(decision_on=None, decision="")
                | (
                    Q(received_on__isnull=False, decision_on__gte=F("received_on"))
                    & ~Q(decision="")
                ),
                name="decision_to_assess_follows_the_request",
            ),
            models.CheckConstraint(
                condition=Q(draft_on=None, no_plan_on=None) | Q(decision="assess"),
                name="draft_or_no_plan_follows_a_decision_to_assess",
            ),
            models.CheckConstraint(
                condition=(Q(draft_on=None) | Q(draft_on__gte=F("decision_on")))
                & (Q(no_plan_on=None) | Q(no_plan_on__gte=F("decision_on"))),
                name="draft_or_no_plan_is_not_before_the_decision",
            ),
            models.CheckConstraint(
                condition=Q(final_on=None)
                | Q(draft_on__isnull=False, no_plan_on=None, final_on__gte=F("draft_on")),
                name="final_plan_follows_its_draft",
            ),
            models.CheckConstraint(
                condition=Q(comments_on=None)
                | Q(draft_on__isnull=False, comments_on__gte=F("draft_on")),
                name="draft_is_answered_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False, final_on=None) & ~Q(withdrawn_reason="")),
                name="needs_assessment_is_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "received_on"], name="assessment_by_day")]

    def __str__(self) -> str:
        return str(_("Needs assessment"))

    @property
    def state(self) -> str:
        """One of the states of ``assessing``."""
        return assessing.state_of(
            received=self.received_on, decision=self.decision, no_plan=self.no_plan_on,
            draft=self.draft_on, final=self.final_on, withdrawn=self.withdrawn_on,
        )  # fmt: skip

    @property
    def state_words(self) -> str:
        """The state in words."""
        return str(self.STATES[self.state])

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in assessing.OPEN

    @property
    def week(self) -> int | None:
        """Which of the 20 weeks today lies in, while it goes on."""
        if not self.received_on or not self.is_open:
            return None
        return assessing.week_of(self.received_on, timezone.localdate())


class Exemption(models.Model):
    """Why the authority says that it need not keep a time of an assessment; regulations 5(4), 10(4), 13(3)."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("school closed for four weeks or more when its advice was asked")
        PERSONAL = "personal", _("exceptional personal circumstances of the family")
        ABSENT = "absent", _("away from the area for four weeks or more")
        MISSED = "missed", _("an appointment was not kept")

    school = models.ForeignKey("core.School", models.PROTECT)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="exemptions")
    kind = models.CharField(_("exemption"), max_length=8, choices=Kind.choices)
    reason = models.CharField(_("what was said"), max_length=400)
    claimed_on = models.DateField(_("claimed"))

    class Meta:
        ordering = ["claimed_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


triggers.lock(
    "pupils_assessment",
    when="1 = 0",
    sentence="a needs assessment belongs to the school of its pupil and of its authority",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id) OR EXISTS (SELECT 1 FROM pupils_council c"
    " WHERE c.id = NEW.council_id AND c.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_exemption",
    sentence="a claimed exemption stays as it was claimed",
    shut="EXISTS (SELECT 1 FROM pupils_assessment a WHERE a.id = NEW.assessment_id"
    " AND a.school_id <> NEW.school_id)",
)
