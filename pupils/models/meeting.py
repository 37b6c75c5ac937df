"""Meetings about a pupil: planned with an agenda, minuted item by item, signed; then they never change.

A correction of signed minutes is a new version that names the old one and says why. What was agreed are
``AgreedAction`` rows, which carry on by themselves until they are done.
"""

import datetime
import uuid

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from pupils.models.contact import CONTACT_READERS


class MeetingQuerySet(models.QuerySet):
    """Which meetings."""

    def visible_to(self, person) -> "MeetingQuerySet":
        """All of the school by role; an HLTA's department; and those a linked adult leads or was asked to."""
        access = person.access
        links = AdultLink.objects.current().filter(pupil=OuterRef("pupil_id"))
        department = links.filter(post__in=access.department_ids)
        works = links.filter(post__in=access.post_ids)
        people = apps.get_model("pupils", "Attendee").objects
        asked = people.filter(meeting=OuterRef("pk"), post__in=access.post_ids)
        takes_part = Q(lead__in=access.post_ids) | Exists(asked)
        whole = Q(school__in=access.schools_as(*CONTACT_READERS))
        return self.filter(whole | Exists(department) | (Exists(works) & takes_part))

    def latest(self) -> "MeetingQuerySet":
        """The last version of each meeting."""
        return self.filter(replaced_by__isnull=True)

    def standing(self) -> "MeetingQuerySet":
        """Not cancelled."""
        return self.exclude(state=Meeting.State.CANCELLED)


class Meeting(models.Model):
    """One version of one meeting; ``key`` stays the same from version to version.

    ``minutes`` is how long it is planned to last. ``agreed_text`` is what the actions were when the
    minutes were signed: the actions themselves live on.
    """

    class State(models.TextChoices):
        OPEN = "open", _("not signed yet")
        SIGNED = "signed", _("signed")
        CANCELLED = "cancelled", _("cancelled")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="meetings")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.CharField(_("why it was corrected"), max_length=200, blank=True)
    kind = models.ForeignKey(
        "pupils.TalkKind", models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    place = models.CharField(_("place"), max_length=120, blank=True)
    lead = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", verbose_name=_("led by")
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    planned_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    agreed_text = models.TextField(_("actions when it was signed"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("meeting")
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="meeting_has_each_version_once"),
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True)
                | (Q(number__gt=1, replaces__isnull=False) & ~Q(reason="")),
                name="meeting_correction_names_the_old_and_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False)
                | (~Q(state="signed") & Q(signed_at__isnull=True, signed_by__isnull=True)),
                name="signed_meeting_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="meeting_lasts_5_to_480_minutes"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-starts_at"], name="meeting_by_day"),
            models.Index(fields=["lead", "starts_at"], name="meeting_by_lead"),
            models.Index(fields=["key"], name="meeting_by_key"),
        ]

    def __str__(self) -> str:
        day = date_format(timezone.localtime(self.starts_at), "j M Y")
        return f"{self.kind}, {day}"

    @property
    def ends_at(self) -> datetime.datetime:
        """When it is planned to end."""
        return self.starts_at + datetime.timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Whether it can still be planned and minuted."""
        return self.state == self.State.OPEN

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun."""
        return self.starts_at > timezone.now()


class AgendaItem(models.Model):
    """One item of an agenda with its minutes; ``staff_notes`` leave the school on no paper."""

    school = models.ForeignKey("core.School", models.PROTECT)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("place"))
    title = models.CharField(_("item"), max_length=120)
    notes = models.TextField(_("what was said"), max_length=4000, blank=True)
    decision = models.CharField(_("what was decided"), max_length=500, blank=True)
    staff_notes = models.TextField(_("for staff only"), max_length=2000, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("agenda item")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_minuted(self) -> bool:
        """Whether anything was written about it."""
        return bool(self.notes or self.decision or self.staff_notes)


class Attendee(models.Model):
    """Somebody asked to a meeting, and whether they came: a post of the school, or a person by name."""

    class Kind(models.TextChoices):
        PUPIL = "pupil", _("The pupil")
        STAFF = "staff", _("Staff")
        CARER = "carer", _("Parent or carer")
        PROFESSIONAL = "professional", _("Professional")
        OTHER = "other", _("Somebody else")

    class Came(models.TextChoices):
        UNKNOWN = "", _("Not noted")
        YES = "yes", _("Came")
        SENT = "sent", _("Sent their view")
        SORRY = "sorry", _("Apologies")
        NO = "no", _("Did not come")

    school = models.ForeignKey("core.School", models.PROTECT)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="people")
    kind = models.CharField(_("who"), max_length=12, choices=Kind.choices)
    post = models.ForeignKey("staff.Post", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("relation or role"), max_length=80, blank=True)
    came = models.CharField(
        _("came"), max_length=5, choices=Came.choices, blank=True, default=Came.UNKNOWN
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("person at a meeting")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="staff", post__isnull=False)
                | (~Q(kind="staff") & Q(post__isnull=True)),
                name="attendee_of_staff_has_a_post",
            ),
            models.UniqueConstraint(
                fields=["meeting", "post"],
                condition=Q(post__isnull=False),
                name="post_stands_once_at_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(kind="pupil"), name="pupil_stands_once_at_a_meeting"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attendee_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


_NEVER = "1 = 0"  # deleting is for the disposal of a pupil's record
# An UPDATE finds its own row signed already; an INSERT finds none.
triggers.lock(
    "pupils_meeting",
    when=_NEVER,
    sentence="a meeting stays with its pupil and school, and signed minutes stay as they are",
    shut="EXISTS (SELECT 1 FROM pupils_meeting m WHERE m.id = NEW.id AND m.signed_at IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM staff_post s WHERE s.id = NEW.lead_id"
    " AND s.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_meeting m WHERE m.id = NEW.replaces_id"
    " AND (m.pupil_id <> NEW.pupil_id OR m.key <> NEW.key OR m.signed_at IS NULL))",
)
for _table in ("pupils_agendaitem", "pupils_attendee"):
    triggers.lock(
        _table,
        when=_NEVER,
        sentence="what stands in signed minutes stays as it is",
        shut="EXISTS (SELECT 1 FROM pupils_meeting m WHERE m.id = NEW.meeting_id"
        " AND (m.signed_at IS NOT NULL OR m.school_id <> NEW.school_id))",
    )
