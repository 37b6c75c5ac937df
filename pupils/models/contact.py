"""The contact log: who was spoken to about a pupil, when and how, what was said and what was agreed.

A note never changes. A correction is a new version that names the old one and says why; the old one
stays readable. What was said is fact and stands apart from what was agreed.
"""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from staff.access import PROVISION, Role

#: Roles that read the whole log of their school; others see what their own work brings.
CONTACT_READERS = PROVISION | {Role.DSL}
WORDS_AT_MOST = 4000


class ContactNoteQuerySet(models.QuerySet):
    """Which notes."""

    def visible_to(self, person) -> "ContactNoteQuerySet":
        """The whole log by role; an HLTA's department; and what a linked adult wrote, in every version.

        A correction by somebody else is seen by whoever wrote the note first.
        """
        access = person.access
        links = AdultLink.objects.current().filter(pupil=OuterRef("pupil_id"))
        department = links.filter(post__in=access.department_ids)
        works = links.filter(post__in=access.post_ids)
        wrote = ContactNote.objects.filter(key=OuterRef("key"), by=person.pk)
        whole = Q(school__in=access.schools_as(*CONTACT_READERS))
        return self.filter(whole | Exists(department) | (Exists(works) & Exists(wrote)))

    def current(self) -> "ContactNoteQuerySet":
        """The version in force of each note; a withdrawn note has none."""
        return self.filter(replaced_by__isnull=True, is_withdrawn=False)

    def latest(self) -> "ContactNoteQuerySet":
        """The last version of each note, also of those that were withdrawn."""
        return self.filter(replaced_by__isnull=True)

    def home(self) -> "ContactNoteQuerySet":
        """Contact with home: a parent, a carer or another relative."""
        return self.filter(who_kind__in=ContactNote.HOME)

    def reached(self) -> "ContactNoteQuerySet":
        """Where words went both ways: a message left and a call nobody took do not count."""
        return self.filter(reach=ContactNote.Reach.SPOKE)


class ContactNote(models.Model):
    """One version of one note of the log; ``key`` stays the same from version to version."""

    class Who(models.TextChoices):
        CARER = "carer", _("Parent or carer")
        FAMILY = "family", _("Another relative")
        PROFESSIONAL = "professional", _("Professional")
        OTHER = "other", _("Somebody else")

    class Direction(models.TextChoices):
        OUT = "out", _("We contacted them")
        IN = "in", _("They contacted us")

    class Way(models.TextChoices):
        PHONE = "phone", _("Phone")
        FACE = "face", _("Face to face")
        EMAIL = "email", _("E-mail")
        MESSAGE = "message", _("Message")
        LETTER = "letter", _("Letter")

    class Reach(models.TextChoices):
        SPOKE = "spoke", _("Reached")
        LEFT = "left", _("Message left")
        TRIED = "tried", _("No answer")

    HOME = (Who.CARER, Who.FAMILY)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="contact_notes")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.CharField(_("why it was corrected"), max_length=200, blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    at = models.DateTimeField(_("when"))
    who_kind = models.CharField(_("with"), max_length=12, choices=Who.choices)
    who_name = models.CharField(_("name"), max_length=120)
    who_role = models.CharField(_("relation or role"), max_length=80, blank=True)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    way = models.CharField(_("way"), max_length=8, choices=Way.choices)
    reach = models.CharField(_("reached"), max_length=5, choices=Reach.choices)
    about = models.ForeignKey(
        "pupils.TalkKind", models.PROTECT, related_name="+", verbose_name=_("about")
    )
    said = models.TextField(_("what was said"), max_length=WORDS_AT_MOST)
    agreed = models.TextField(_("what was agreed"), max_length=WORDS_AT_MOST, blank=True)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = ContactNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("contact note")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "number"], name="contact_note_has_each_version_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True)
                | (Q(number__gt=1, replaces__isnull=False) & ~Q(reason="")),
                name="contact_correction_names_the_old_and_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(said="") & ~Q(who_name=""), name="contact_note_says_with_whom_and_what"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(number__gt=1),
                name="contact_note_is_withdrawn_by_a_version",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-at"], name="contact_note_by_day"),
            models.Index(fields=["pupil", "-at"], name="contact_note_by_pupil"),
            models.Index(fields=["key"], name="contact_note_by_key"),
        ]

    def __str__(self) -> str:
        day = date_format(timezone.localtime(self.at), "j M Y")
        return f"{self.get_way_display()}, {day}"

    @property
    def who(self) -> str:
        """With whom, in words: "Dawn Wrenfield (mother)"."""
        return f"{self.who_name} ({self.who_role})" if self.who_role else self.who_name

    @property
    def is_home(self) -> bool:
        """Whether it is contact with home."""
        return self.who_kind in self.HOME


# A row comes in once and stays: an UPDATE finds its own key there already. Deleting is for the disposal
# of a pupil's record.
triggers.lock(
    "pupils_contactnote",
    when="1 = 0",
    sentence="a contact note stays as it was written, with its own pupil and school",
    shut="EXISTS (SELECT 1 FROM pupils_contactnote n WHERE n.id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_contactnote n WHERE n.id = NEW.replaces_id"
    " AND (n.pupil_id <> NEW.pupil_id OR n.key <> NEW.key))",
)
