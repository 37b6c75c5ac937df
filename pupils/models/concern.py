"""Safeguarding concerns: written by any member of staff, read by those who answer for them, never changed.

A concern refers to a pupil by number and keeps who that was in words. A foreign key would keep a pupil
from being removed and so tell, to whoever tries, that there is something; and a concern is never lost
with a pupil's row. All rows here are added to and never changed (docs/adr/0012).
"""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.body_map import BY_CODE
from staff.access import Role
from staff.models import Post


class ConcernQuerySet(models.QuerySet):
    """Which concerns."""

    def visible_to(self, person) -> "ConcernQuerySet":
        """Concerns ``person`` may open; nobody named in one ever may, whatever their role.

        The safeguarding leads of the school; and the head where a member of staff is named or meant,
        where a lead has shared it, and where no lead is left who is not named.
        """
        access = person.access
        named = ConcernNamed.objects.filter(concern=OuterRef("pk"))
        about_staff = ~Q(staff_words="") | Exists(named)
        shared = ConcernStep.objects.filter(concern=OuterRef("pk"), kind=ConcernStep.Kind.SHARED)
        by_head = about_staff | Exists(shared) | ~Exists(_leads_left())
        return self.filter(
            Q(school__in=access.schools_as(Role.DSL))
            | (Q(school__in=access.schools_as(Role.HEAD)) & by_head),
            ~Exists(named.filter(person=person.pk)),
        )

    def raised_by(self, person) -> "ConcernQuerySet":
        """What ``person`` raised, as receipts: that it was received, and nothing of what it says."""
        return self.filter(author=person.pk).only("school", "token", "at", "handed_to", "author")

    def with_state(self) -> "ConcernQuerySet":
        """With ``last_kind`` of opening and closing, ``is_new``, whose it is, and when something was done."""
        steps = ConcernStep.objects.filter(concern=OuterRef("pk")).order_by("-pk")
        kinds = ConcernStep.Kind
        return self.annotate(
            last_kind=models.Subquery(
                steps.filter(kind__in=[kinds.CLOSED, kinds.REOPENED]).values("kind")[:1]
            ),
            is_new=~Exists(steps.filter(by__isnull=False)),
            allocated_to=models.Subquery(
                steps.filter(kind=kinds.ALLOCATED).values("person__full_name")[:1]
            ),
            last_at=models.Subquery(steps.filter(by__isnull=False).values("at")[:1]),
        )


def _leads_left() -> models.QuerySet:
    """Safeguarding leads of a concern's school who may sign in and are not named in it."""
    named = ConcernNamed.objects.filter(
        concern=OuterRef(OuterRef("pk")), person=OuterRef("person_id")
    )
    leads = Post.objects.current().filter(
        role=Role.DSL, school=OuterRef("school"), person__is_active=True
    )
    return leads.filter(~Exists(named))


class Concern(models.Model):
    """What a member of staff saw or heard about one child, in the words of the moment (domain.md 8.1)."""

    class Told(models.TextChoices):
        LEAD = "lead", _("Yes, I have told them in person or by telephone")
        NOT_YET = "not_yet", _("Not yet: I am going to tell them now")

    school = models.ForeignKey("core.School", models.PROTECT)
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    pupil_key = models.PositiveBigIntegerField(null=True, blank=True)
    child = models.CharField(_("child"), max_length=200)
    child_about = models.CharField(_("who that is"), max_length=120, blank=True)
    author = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    author_as = models.CharField(_("as"), max_length=80, blank=True)
    at = models.DateTimeField(_("sent"))
    handed_to = models.CharField(_("handed to"), max_length=300)
    seen = models.TextField(_("what was seen or heard"))
    own_words = models.TextField(_("in the child’s own words"), blank=True)
    happened_on = models.DateField(_("day"))
    happened_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    who_knows = models.CharField(_("who else knows"), max_length=300, blank=True)
    marks_words = models.TextField(_("what the marks look like"), blank=True)
    staff_words = models.CharField(_("member of staff, in words"), max_length=200, blank=True)
    is_immediate = models.BooleanField(_("a child is in danger now"))
    told = models.CharField(_("told in person"), max_length=8, choices=Told.choices)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("concern")
        constraints = [
            models.CheckConstraint(condition=~Q(child=""), name="concern_is_about_a_child"),
            models.CheckConstraint(condition=~Q(seen=""), name="concern_says_what_was_seen"),
        ]
        indexes = [models.Index(fields=["school", "-at"], name="concern_by_school")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number on the receipt: it says nothing of how many there are."""
        digits = self.token.hex.upper()
        return f"{digits[:4]}-{digits[4:8]}"

    @property
    def is_closed(self) -> bool:
        """Whether the last word was that it is closed; after ``with_state``."""
        return self.last_kind == ConcernStep.Kind.CLOSED


class ConcernMark(models.Model):
    """One place of the body map at which a mark was seen."""

    school = models.ForeignKey("core.School", models.PROTECT)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="marks")
    region = models.CharField(_("place"), max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "region"], name="mark_stands_once_in_a_concern"
            ),
            models.CheckConstraint(
                condition=Q(region__in=sorted(BY_CODE)), name="mark_is_on_the_body_map"
            ),
        ]

    def __str__(self) -> str:
        return BY_CODE[self.region].name


class ConcernNamed(models.Model):
    """A member of staff whom a concern names: shut out of it for good, whatever their posts."""

    school = models.ForeignKey("core.School", models.PROTECT)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="named")
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "person"], name="person_is_named_once_in_a_concern"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class SafeguardingContactQuerySet(models.QuerySet):
    """Which contacts."""

    def visible_to(self, person) -> "SafeguardingContactQuerySet":
        """Those of the schools where ``person`` works: every adult must be able to reach them."""
        return self.filter(school__in=person.access.school_ids)

    def in_use(self) -> "SafeguardingContactQuerySet":
        """Those that have not been taken off."""
        return self.filter(is_active=True)


class SafeguardingContact(models.Model):
    """Whom a school turns to beyond its own leads: the chair, the LADO, social care, the police."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("Chair of governors or trustees")
        LADO = "lado", _("Local authority designated officer (LADO)")
        SOCIAL_CARE = "social_care", _("Children’s social care")
        OUT_OF_HOURS = "hours", _("Social care out of hours")
        EARLY_HELP = "early_help", _("Early or family help")
        POLICE = "police", _("Police")
        HEALTH = "health", _("Health or mental health")
        OTHER = "other", _("Somebody else")

    school = models.ForeignKey("core.School", models.CASCADE)
    kind = models.CharField(_("who"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    telephone = models.CharField(_("telephone"), max_length=40)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = SafeguardingContactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("safeguarding contact")

    def __str__(self) -> str:
        return self.name


class ConcernStepQuerySet(models.QuerySet):
    """Which steps."""

    def visible_to(self, person) -> "ConcernStepQuerySet":
        """Steps of the concerns ``person`` may open."""
        return self.filter(concern__in=Concern.objects.visible_to(person))


class ConcernStep(models.Model):
    """One thing done about a concern. ``by`` is empty where the portal itself wrote a reminder."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        ACTION = "action", _("Action taken")
        REFERRAL = "referral", _("Referral")
        ALLOCATED = "allocated", _("Allocated")
        NAMED = "named", _("Member of staff named")
        SHARED = "shared", _("Shared with the head")
        CLOSED = "closed", _("Closed, with its outcome")
        REOPENED = "reopened", _("Opened again")
        REMINDED = "reminded", _("Reminder sent: nobody had begun")

    #: Written by hand on the concern's page.
    WRITTEN = (Kind.NOTE, Kind.ACTION, Kind.REFERRAL)

    school = models.ForeignKey("core.School", models.PROTECT)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="steps")
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    at = models.DateTimeField(_("recorded"), default=timezone.now)
    on = models.DateField(_("day"))
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(SafeguardingContact, models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("words"), blank=True)

    objects = ConcernStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["allocated", "named", "shared", "reminded"]) | ~Q(words=""),
                name="concern_step_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["allocated", "named"], person__isnull=False)
                | (~Q(kind__in=["allocated", "named"]) & Q(person__isnull=True)),
                name="concern_step_names_whom_it_concerns",
            ),
            models.CheckConstraint(
                condition=Q(kind="referral", contact__isnull=False)
                | (~Q(kind="referral") & Q(contact__isnull=True)),
                name="referral_says_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(kind="reminded", by__isnull=True)
                | (~Q(kind="reminded") & Q(by__isnull=False)),
                name="concern_step_says_who_took_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.Kind(self.kind).label)


_ADDED_TO = "a concern can only be added to"
triggers.lock(
    "pupils_concern",
    sentence=_ADDED_TO,
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_key"
    " AND p.school_id <> NEW.school_id)",
)
for _table in ("concernmark", "concernnamed", "concernstep"):
    triggers.lock(
        f"pupils_{_table}",
        sentence=_ADDED_TO,
        shut="EXISTS (SELECT 1 FROM pupils_concern c WHERE c.id = NEW.concern_id"
        " AND c.school_id <> NEW.school_id)",
    )
