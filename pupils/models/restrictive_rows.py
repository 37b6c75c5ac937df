"""Rows of a restrictive intervention: grounds and holds, adults, injuries, who was told, parents, addenda."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.behaviour import BehaviourChoice
from pupils.models.restrictive import SIGNED_STAYS, WORDS, RestrictiveIntervention


class InterventionLine(models.Model):
    """A line of a list in the record: a ground, a way of calming tried first, or a hold with its minutes."""

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.ForeignKey(RestrictiveIntervention, models.CASCADE, related_name="lines")
    choice = models.ForeignKey(BehaviourChoice, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        ordering = ["choice__list", "choice__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "choice"], name="line_stands_once_in_an_intervention"
            )
        ]

    def __str__(self) -> str:
        return str(self.choice)


class InterventionPerson(models.Model):
    """An adult who had a part in it, with the role and the training they had on the day."""

    class Part(models.TextChoices):
        LED = "led", _("led it")
        TOOK = "took", _("took part")
        WATCHED = "watched", _("supervised")
        SAW = "saw", _("saw it")

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.ForeignKey(RestrictiveIntervention, models.CASCADE, related_name="people")
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=7, choices=Part.choices)
    role = models.CharField(_("role"), max_length=80)
    training = models.CharField(_("training"), max_length=120, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "person"], name="person_stands_once_in_an_intervention"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_part_display()}"


class InterventionInjury(models.Model):
    """One injury: whose, what, what first aid, and where it stands in the accident book."""

    class Whose(models.TextChoices):
        PUPIL = "pupil", _("The pupil")
        STAFF = "staff", _("A member of staff")
        OTHER = "other", _("Somebody else")

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.ForeignKey(
        RestrictiveIntervention, models.CASCADE, related_name="injuries"
    )
    whose = models.CharField(_("whose"), max_length=5, choices=Whose.choices)
    what = models.CharField(_("injury"), max_length=300)
    first_aid = models.CharField(_("first aid"), max_length=300, blank=True)
    reference = models.CharField(_("accident book"), max_length=40, blank=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="injury_says_what")]

    def __str__(self) -> str:
        return f"{self.get_whose_display()}: {self.what}"


class InterventionNotice(models.Model):
    """Somebody in or outside the school who was told, when, and under which reference."""

    class Whom(models.TextChoices):
        DSL = "dsl", _("Designated safeguarding lead")
        LADO = "lado", _("LADO")
        LA = "la", _("Local authority")
        OFSTED = "ofsted", _("Ofsted")
        SOCIAL = "social", _("Children’s social care")

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.ForeignKey(
        RestrictiveIntervention, models.CASCADE, related_name="notices"
    )
    whom = models.CharField(_("who was told"), max_length=6, choices=Whom.choices)
    on = models.DateField(_("on"))
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "whom"], name="notice_stands_once_in_an_intervention"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_whom_display()}, {self.on.isoformat()}"


class ParentReport(models.Model):
    """The report to parents, or the decision to withhold it because it would likely harm the pupil."""

    class How(models.TextChoices):
        PHONE = "phone", _("by telephone")
        PERSON = "person", _("in person")
        WRITTEN = "written", _("in writing")

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.OneToOneField(
        RestrictiveIntervention, models.CASCADE, related_name="parent_report"
    )
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    told_whom = models.CharField(_("who was told"), max_length=120, blank=True)
    how = models.CharField(_("how"), max_length=7, choices=How.choices, blank=True)
    copy_sent_on = models.DateField(_("copy of the record sent"), null=True, blank=True)
    said = models.TextField(_("what was said, also by the parent"), max_length=WORDS, blank=True)
    is_withheld = models.BooleanField(_("withheld"), default=False)
    withheld_why = models.TextField(_("why it is withheld"), max_length=WORDS, blank=True)
    decided_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    la_informed_on = models.DateField(_("local authority informed"), null=True, blank=True)
    is_sealed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_withheld=False, told_at__isnull=False, withheld_why="")
                & ~Q(told_whom="")
                & ~Q(how="")
                | Q(
                    is_withheld=True, told_at__isnull=True, decided_by__isnull=False,
                    la_informed_on__isnull=False,
                )
                & ~Q(withheld_why=""),
                name="parents_are_told_or_it_is_decided_why_not",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("Withheld") if self.is_withheld else _("Parents told"))


class InterventionAddendum(models.Model):
    """What is said of a signed record afterwards. It can only be added to."""

    school = models.ForeignKey("core.School", models.PROTECT)
    intervention = models.ForeignKey(
        RestrictiveIntervention, models.CASCADE, related_name="addenda"
    )
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    words = models.TextField(_("addendum"), max_length=WORDS)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="addendum_has_words")]

    def __str__(self) -> str:
        return f"{_('Addendum')}, {self.at.date().isoformat()}"


_OF = "EXISTS (SELECT 1 FROM pupils_restrictiveintervention i WHERE i.id = NEW.intervention_id"
for _table in ("line", "person", "injury", "notice"):
    triggers.lock(
        f"pupils_intervention{_table}",
        when="OLD.is_sealed",
        sentence=SIGNED_STAYS,
        shut=f"{_OF} AND (i.state = 'signed' OR i.school_id <> NEW.school_id))",
    )
triggers.lock(
    "pupils_parentreport",
    when="OLD.is_sealed",
    sentence=SIGNED_STAYS,
    shut=f"{_OF} AND (i.state = 'signed' OR i.school_id <> NEW.school_id))",
)
triggers.lock(
    "pupils_interventionaddendum",
    sentence="an addendum can only be added to",
    shut=f"{_OF} AND (i.state <> 'signed' OR i.school_id <> NEW.school_id))",
)
