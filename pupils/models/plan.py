"""A pupil's plan, in versions: SEN support, education, health and care, or another kind (``PlanKind``).

A plan is never overwritten: a draft is published as the current version of its kind, the version
before is superseded and stays readable. What stands in it are rows (``plan_rows``).
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from pupils.models.emergency import EmergencyAccess
from staff.access import PLANNERS, PROVISION, Role

#: Roles that read every plan of their school whole; an HLTA reads those of her department whole.
PLAN_READERS = PROVISION | {Role.DSL}


class PlanQuerySet(models.QuerySet):
    """Which versions of which plans."""

    def visible_to(self, person) -> "PlanQuerySet":
        """Plans of which the person reads at least the summary, and drafts that one may write.

        A TA and a teacher are here for pupils they work with, yet read no more than the summary: what
        stands in a plan is read with ``pupils.plans.plan_of`` or from ``read_whole_by``.
        """
        access = person.access
        links = AdultLink.objects.current().filter(pupil=OuterRef("pupil_id"))
        works = links.filter(post__in=access.post_ids + access.department_ids)
        reads = Q(school__in=access.schools_as(*PLAN_READERS)) | Exists(works)
        if person.has_emergency:
            opened = EmergencyAccess.objects.open_to(person).filter(pupil=OuterRef("pupil_id"))
            reads |= Exists(opened)
        drafts = Q(school__in=access.schools_as(*PLANNERS)) | Exists(
            department_links(person, OuterRef("pupil_id"))
        )
        return self.filter(reads, ~Q(state=Plan.State.DRAFT) | drafts)

    def read_whole_by(self, person) -> "PlanQuerySet":
        """Plans the person reads with every section: by role, or as the HLTA of the department."""
        schools = person.access.schools_as(*PLAN_READERS)
        leads = Exists(department_links(person, OuterRef("pupil_id")))
        return self.visible_to(person).filter(Q(school__in=schools) | leads)

    def current(self) -> "PlanQuerySet":
        """The versions in force."""
        return self.filter(state=Plan.State.CURRENT)

    def drafts(self) -> "PlanQuerySet":
        """Versions being written."""
        return self.filter(state=Plan.State.DRAFT)

    def published(self) -> "PlanQuerySet":
        """Versions that are or were in force."""
        return self.exclude(state=Plan.State.DRAFT)

    def past_review(self) -> "PlanQuerySet":
        """Versions in force whose review was due before today."""
        return self.current().filter(review_on__lt=timezone.localdate())


def department_links(person, pupil) -> models.QuerySet:
    """Links of ``pupil``, an OuterRef, to the posts of the department that ``person`` leads as an HLTA."""
    links = AdultLink.objects.current().filter(pupil=pupil)
    return links.filter(post__in=person.access.department_ids)


class Plan(models.Model):
    """One version of a pupil's plan of one kind: number, from when, when it is reviewed, and why it was made.

    ``final_on`` is the day of the authority's final plan, ``parents_told_on`` that on which parents
    were told of SEN support.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CURRENT = "current", _("Current")
        SUPERSEDED = "superseded", _("Superseded")
        ENDED = "ended", _("Ended")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="plans")
    kind = models.ForeignKey("pupils.PlanKind", models.PROTECT, related_name="+")
    cycle = models.ForeignKey(
        "pupils.PlanCycle", models.PROTECT, null=True, blank=True, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("ended"), null=True, blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)
    review_on = models.DateField(_("next review"))
    authority = models.CharField(_("local authority"), max_length=80, blank=True)
    final_on = models.DateField(_("final plan dated"), null=True, blank=True)
    parents_told_on = models.DateField(_("parents told"), null=True, blank=True)
    made_because = models.CharField(_("why this version"), max_length=300, blank=True)
    drafted_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["kind__order", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind"], condition=Q(state="current"),
                name="pupil_has_one_current_plan_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["pupil", "kind"], condition=Q(state="draft"),
                name="pupil_has_one_draft_plan_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["pupil", "kind", "number"], name="plan_number_stands_once_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", starts_on__isnull=True)
                | (~Q(state="draft") & Q(starts_on__isnull=False)),
                name="plan_has_a_first_day_once_published",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(review_on__gt=F("starts_on")),
                name="plan_is_reviewed_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ends_on__isnull=False) & ~Q(ended_because=""))
                | (~Q(state="ended") & Q(ends_on__isnull=True, ended_because="")),
                name="plan_that_ended_says_when_and_why",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["school", "state", "review_on"], name="plan_by_review")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.state == self.State.DRAFT

    @property
    def is_current(self) -> bool:
        """Whether it is in force."""
        return self.state == self.State.CURRENT

    @property
    def is_late(self) -> bool:
        """Whether its review was due before today."""
        return self.is_current and self.review_on < timezone.localdate()


#: Deleting is for the disposal of a pupil's record.
NEVER = "1 = 0"
triggers.lock(
    "pupils_plan",
    when=NEVER,
    sentence="a plan belongs to the school of its pupil, and once published it stays as it is",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_plan o WHERE o.id = NEW.id AND o.state <> 'draft'"
    " AND (o.pupil_id <> NEW.pupil_id OR o.number <> NEW.number OR o.starts_on <> NEW.starts_on"
    " OR o.authority <> NEW.authority OR o.made_because <> NEW.made_because"
    " OR NEW.state = 'draft' OR (o.state = 'superseded' AND NEW.state <> 'superseded')))",
)
