"""What somebody agreed to do for a pupil: an action with an owner and a day, open until it is done.

It comes from a contact or a meeting and carries on by itself: nobody copies it from one meeting to
the next.
"""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.contact import ContactNote
from pupils.models.meeting import Meeting


class AgreedActionQuerySet(models.QuerySet):
    """Which actions."""

    def visible_to(self, person) -> "AgreedActionQuerySet":
        """Actions of the notes and meetings one reads, and one's own while one sees the pupil."""
        pupils = apps.get_model("pupils", "Pupil").objects.visible_to(person)
        own = Q(owner__in=person.access.post_ids, pupil__in=pupils)
        notes = ContactNote.objects.visible_to(person)
        meetings = Meeting.objects.visible_to(person)
        return self.filter(own | Q(contact__in=notes) | Q(meeting__in=meetings))

    def open(self) -> "AgreedActionQuerySet":
        """Not yet done and not dropped."""
        return self.filter(state=AgreedAction.State.OPEN)

    def owned_by(self, post_ids) -> "AgreedActionQuerySet":
        """Whose owner is one of these posts."""
        return self.filter(owner__in=post_ids)

    def due_by(self, day: datetime.date) -> "AgreedActionQuerySet":
        """Due on a day or before."""
        return self.filter(due_on__lte=day)


class AgreedAction(models.Model):
    """One thing agreed: what, who does it, by when, and how it ended.

    The owner is a post of the school, or by name somebody outside it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("not needed any more")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="agreed_actions")
    contact = models.ForeignKey(
        "pupils.ContactNote", models.CASCADE, null=True, blank=True, related_name="actions"
    )
    meeting = models.ForeignKey(
        "pupils.Meeting", models.CASCADE, null=True, blank=True, related_name="actions"
    )
    what = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        "staff.Post", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("owner"),
    )  # fmt: skip
    owner_name = models.CharField(_("owner outside the school"), max_length=120, blank=True)
    due_on = models.DateField(_("by"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("how it ended"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("action")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_name="")
                | (Q(owner__isnull=True) & ~Q(owner_name="")),
                name="agreed_action_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True)
                | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="agreed_action_has_a_day_once_ended",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="agreed_action_says_what"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False, meeting__isnull=True)
                | Q(contact__isnull=True, meeting__isnull=False),
                name="agreed_action_comes_from_a_contact_or_a_meeting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(state="open"), name="agreed_action_of_owner"
            ),
            models.Index(fields=["school", "state", "due_on"], name="agreed_action_by_day"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether it waits and its day is behind it."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def whose(self) -> str:
        """The owner by name. Reads the post and its person."""
        return self.owner.person.full_name if self.owner else self.owner_name

    @property
    def source(self) -> ContactNote | Meeting:
        """The note or the meeting in which it was agreed. Reads it."""
        return self.contact or self.meeting


triggers.lock(
    "pupils_agreedaction",
    when="1 = 0",
    sentence="an action belongs to the pupil and the school of its note or meeting",
    shut="EXISTS (SELECT 1 FROM pupils_contactnote n WHERE n.id = NEW.contact_id"
    " AND (n.pupil_id <> NEW.pupil_id OR n.school_id <> NEW.school_id))"
    " OR EXISTS (SELECT 1 FROM pupils_meeting m WHERE m.id = NEW.meeting_id"
    " AND (m.pupil_id <> NEW.pupil_id OR m.school_id <> NEW.school_id))"
    " OR EXISTS (SELECT 1 FROM staff_post s WHERE s.id = NEW.owner_id"
    " AND s.school_id <> NEW.school_id)",
)
