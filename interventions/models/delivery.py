"""Which place delivers which line of a pupil's plan, and the rules by which threads are checked."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.constraints import once_a_school
from pupils.models.plan import department_links
from pupils.models.plan_rules import PlanRule
from staff.access import PROVISION


class LineDeliveryQuerySet(models.QuerySet):
    """Which links."""

    def visible_to(self, person) -> "LineDeliveryQuerySet":
        """Links of pupils whose plan and sessions the person reads: SENCO’s team, head, HLTA of the department."""
        leads = Exists(department_links(person, OuterRef("pupil_id")))
        return self.filter(Q(school__in=person.access.schools_as(*PROVISION)) | leads)

    def open(self) -> "LineDeliveryQuerySet":
        """Links that go on."""
        return self.filter(ends_on=None)


class LineDelivery(models.Model):
    """A pupil's place in a group delivers the line of ``key``, whatever the version of the plan.

    Sessions of the place from the first day to the last count for that line and for no other: a place
    delivers one line at a time, so no minute is counted twice.
    """

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    key = models.UUIDField(_("line"))
    place = models.ForeignKey("interventions.Place", models.CASCADE, related_name="deliveries")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    linked_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = LineDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(ends_on=None),
                name="place_delivers_one_line_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="line_delivery_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "key"], name="delivery_by_pupil_and_key")]

    def __str__(self) -> str:
        return f"{self.place.group}"


class ThreadRule(PlanRule):
    """A rule of the golden thread: what it looks for, after how many school weeks, and why it is switched off."""

    name = models.CharField(_("name"), max_length=80)
    about = models.CharField(_("what it finds"), max_length=200)
    weeks = models.PositiveSmallIntegerField(_("school weeks"), null=True, blank=True)
    why_off = models.CharField(_("why it is switched off"), max_length=300, blank=True)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("rule of the golden thread")
        constraints = [
            *once_a_school("code", name="thread_rule_code_stands_once"),
            models.CheckConstraint(
                condition=Q(is_on=True) | ~Q(why_off=""), name="thread_rule_off_says_why"
            ),
            models.CheckConstraint(
                condition=Q(weeks=None) | Q(weeks__gte=1, weeks__lte=20),
                name="thread_rule_weeks_are_1_to_20",
            ),
        ]

    def __str__(self) -> str:
        return self.name


triggers.lock(
    "interventions_linedelivery",
    when="1 = 0",
    sentence="a line is delivered by a place of the same pupil",
    shut="EXISTS (SELECT 1 FROM interventions_place p WHERE p.id = NEW.place_id"
    " AND (p.pupil_id <> NEW.pupil_id OR p.school_id <> NEW.school_id))",
)
