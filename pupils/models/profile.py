"""The pupil profile: one side in the pupil's own words, with what adults do; domain.md 4.1.

A profile is never overwritten: a draft is published as the current version, and the version before
it is superseded and stays readable.
"""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from pupils.models.emergency import EmergencyAccess
from staff.access import PLANNERS, PROVISION, Role

#: Roles that read every profile of their school; others read those of pupils they work with.
READERS = PROVISION | {Role.DSL}
WORDS_AT_MOST = 800


class ProfileQuerySet(models.QuerySet):
    """Which versions of which profiles."""

    def visible_to(self, person) -> "ProfileQuerySet":
        """Published versions of pupils the person works with or answers for, and drafts one may write."""
        access = person.access
        hlta = [post.id for post in access.posts if post.role == Role.HLTA]
        links = AdultLink.objects.current().filter(pupil=OuterRef("pupil_id"))
        works = links.filter(post__in=access.post_ids + access.department_ids)
        writes = links.filter(
            Q(kind=AdultLink.Kind.KEY_ADULT, post__in=access.post_ids)
            | Q(kind=AdultLink.Kind.LEADS, post__in=hlta)
        )
        reads = Q(school__in=access.schools_as(*READERS)) | Exists(works)
        if person.has_emergency:
            opened = EmergencyAccess.objects.open_to(person).filter(pupil=OuterRef("pupil_id"))
            reads |= Exists(opened)
        drafts = Q(school__in=access.schools_as(*PLANNERS)) | Exists(writes)
        return self.filter(reads, ~Q(state=Profile.State.DRAFT) | drafts)

    def current(self) -> "ProfileQuerySet":
        """The versions in force."""
        return self.filter(state=Profile.State.CURRENT)

    def drafts(self) -> "ProfileQuerySet":
        """Versions being written."""
        return self.filter(state=Profile.State.DRAFT)

    def published(self) -> "ProfileQuerySet":
        """Versions that are or were in force."""
        return self.exclude(state=Profile.State.DRAFT)


class Profile(models.Model):
    """One version of a pupil's profile: the pupil's voice, who agreed and how, and when it is reviewed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CURRENT = "current", _("Current")
        SUPERSEDED = "superseded", _("Superseded")

    class How(models.TextChoices):
        TALK = "talk", _("in a talk")
        SYMBOLS = "symbols", _("with symbols or pictures")
        MEETING = "meeting", _("in a meeting")
        PHONE = "phone", _("by telephone")
        WRITTEN = "written", _("by e-mail or letter")
        PAPER = "paper", _("signed on paper")

    #: The pupil's own words, in the order of the page.
    VOICE = ("important", "good_at", "hard", "helped_by")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="profiles")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    important = models.TextField(_("What is important to me"), max_length=WORDS_AT_MOST, blank=True)
    good_at = models.TextField(_("What I am good at"), max_length=WORDS_AT_MOST, blank=True)
    hard = models.TextField(_("What is hard for me"), max_length=WORDS_AT_MOST, blank=True)
    helped_by = models.TextField(_("How I like to be helped"), max_length=WORDS_AT_MOST, blank=True)
    review_on = models.DateField(_("next review"))
    pupil_agreed_on = models.DateField(_("agreed by the pupil"), null=True, blank=True)
    pupil_agreed_how = models.CharField(_("how"), max_length=8, choices=How.choices, blank=True)
    parent_agreed_on = models.DateField(_("agreed by a parent or carer"), null=True, blank=True)
    parent_agreed_how = models.CharField(_("how"), max_length=8, choices=How.choices, blank=True)
    drafted_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(state="current"), name="pupil_has_one_current_profile"
            ),
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(state="draft"), name="pupil_has_one_draft_profile"
            ),
            models.UniqueConstraint(
                fields=["pupil", "number"], name="profile_number_stands_once_for_a_pupil"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", starts_on__isnull=True)
                | (~Q(state="draft") & Q(starts_on__isnull=False)),
                name="profile_has_a_first_day_once_published",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(review_on__gt=F("starts_on")),
                name="profile_is_reviewed_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(pupil_agreed_on__isnull=True, pupil_agreed_how="")
                | (Q(pupil_agreed_on__isnull=False) & ~Q(pupil_agreed_how="")),
                name="pupil_agreement_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=Q(parent_agreed_on__isnull=True, parent_agreed_how="")
                | (Q(parent_agreed_on__isnull=False) & ~Q(parent_agreed_how="")),
                name="parent_agreement_says_when_and_how",
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="profile_by_school_state")]

    def __str__(self) -> str:
        return f"{_('Profile')} {self.number}"

    @property
    def voice(self) -> dict[str, str]:
        """The pupil's words by field."""
        return {name: getattr(self, name) for name in self.VOICE}


class ProfileStrategy(models.Model):
    """One line of what adults do, or have found not to help, and the need it answers.

    ``key`` stays the same from version to version, so that a reworded line is seen as changed and
    not as one gone and one new.
    """

    class Tag(models.TextChoices):
        MUST = "must", _("Must do")
        TRY = "try", _("Worth trying")
        NOT = "not", _("Does not help")

    school = models.ForeignKey("core.School", models.PROTECT)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="strategies")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    tag = models.CharField(_("how firm"), max_length=4, choices=Tag.choices, default=Tag.TRY)
    text = models.CharField(_("strategy"), max_length=300)
    need_type = models.ForeignKey(
        "pupils.NeedType", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("need it answers"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "key"], name="strategy_stands_once_in_a_profile"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="strategy_has_words"),
        ]

    def __str__(self) -> str:
        return self.text


class AcknowledgementQuerySet(models.QuerySet):
    """Which acknowledgements."""

    def visible_to(self, person) -> "AcknowledgementQuerySet":
        """What was asked of the person themselves, about profiles the person still reads."""
        return self.filter(person=person, profile__in=Profile.objects.visible_to(person))

    def waiting(self) -> "AcknowledgementQuerySet":
        """Not yet given, for versions in force."""
        return self.filter(acknowledged_at=None, profile__state=Profile.State.CURRENT)


class Acknowledgement(models.Model):
    """An adult who worked with the pupil at publication, asked to read a changed must-do.

    ``since`` is the version the adult knew before, 0 for none: the change to read is from there.
    """

    school = models.ForeignKey("core.School", models.PROTECT)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    since = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ["person__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "person"], name="acknowledgement_is_asked_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=Q(acknowledged_at=None), name="acknowledgement_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile}: {self.person}"


_NEVER = "1 = 0"  # deleting is for the disposal of a pupil's record
triggers.lock(
    "pupils_profile",
    when=_NEVER,
    sentence="a profile belongs to the school of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_profilestrategy",
    when=_NEVER,
    sentence="strategies of a published profile stay as they are",
    shut="EXISTS (SELECT 1 FROM pupils_profile p WHERE p.id = NEW.profile_id"
    " AND (p.state <> 'draft' OR p.school_id <> NEW.school_id))",
)
