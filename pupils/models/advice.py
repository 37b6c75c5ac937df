"""Advice asked of one person for a review or an assessment: by when, when it came, what it says."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.annual_review import WORDS_AT_MOST
from pupils.models.pupil import Pupil
from pupils.models.step import CLOCK_READERS


class AdviceQuerySet(models.QuerySet):
    """Which advice."""

    def visible_to(self, person) -> "AdviceQuerySet":
        """All of the school for head, SENCO, assistant SENCO and DSL; for others what was asked of them.

        Of them, while the pupil is in their sight.
        """
        access = person.access
        asked = Q(post__in=access.post_ids, pupil__in=Pupil.objects.visible_to(person))
        return self.filter(Q(school__in=access.schools_as(*CLOCK_READERS)) | asked)


class Advice(models.Model):
    """What one adviser was asked: a post of the school, or somebody outside by name."""

    class Source(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        SUPPORT = "support", _("support staff")
        SCHOOL = "school", _("school")
        PSYCHOLOGIST = "psychologist", _("educational psychologist")
        SPEECH = "speech", _("speech and language therapist")
        OCCUPATIONAL = "occupational", _("occupational therapist")
        SPECIALIST = "specialist", _("specialist teacher")
        HEALTH = "health", _("health")
        CARE = "care", _("social care")
        OTHER = "other", _("other")

    WORDS = ("going_well", "difficult", "wanted")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="advice")
    review = models.ForeignKey(
        "pupils.AnnualReview", models.CASCADE, null=True, blank=True, related_name="advice"
    )
    assessment = models.ForeignKey(
        "pupils.Assessment", models.CASCADE, null=True, blank=True, related_name="advice"
    )
    source = models.CharField(_("as"), max_length=14, choices=Source.choices)
    post = models.ForeignKey(
        "staff.Post", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("adult of the school"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120, blank=True)
    asked_on = models.DateField(_("asked"))
    due_on = models.DateField(_("wanted by"))
    returned_on = models.DateField(_("returned"), null=True, blank=True)
    going_well = models.TextField(_("What is going well"), max_length=WORDS_AT_MOST, blank=True)
    difficult = models.TextField(_("What is difficult"), max_length=WORDS_AT_MOST, blank=True)
    wanted = models.TextField(
        _("What should happen next"), max_length=WORDS_AT_MOST, blank=True
    )  # fmt: skip
    kept_at = models.CharField(_("where the paper is kept"), max_length=200, blank=True)
    reminded_on = models.DateField(_("last reminded"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("advice")
        constraints = [
            models.CheckConstraint(
                condition=(Q(post__isnull=False, name="")) | (Q(post=None) & ~Q(name="")),
                name="advice_is_asked_of_a_post_or_by_name",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("asked_on")),
                name="advice_is_returned_after_it_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None)
                | ~Q(going_well="", difficult="", wanted="", kept_at=""),
                name="returned_advice_says_something",
            ),
            models.CheckConstraint(
                condition=Q(review__isnull=False, assessment=None)
                | Q(review=None, assessment__isnull=False),
                name="advice_is_for_a_review_or_an_assessment",
            ),
            models.UniqueConstraint(
                fields=["assessment", "post"], condition=Q(post__isnull=False),
                name="advice_is_asked_of_a_post_once_for_an_assessment",
            ),
            models.UniqueConstraint(
                fields=["review", "post"], condition=Q(post__isnull=False),
                name="advice_is_asked_of_a_post_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["post"], name="advice_by_post")]

    def __str__(self) -> str:
        return str(self.get_source_display())

    @property
    def about(self):
        """The review or the assessment it is for."""
        return self.review or self.assessment

    @property
    def adviser(self) -> str:
        """Who was asked. Reads the post's person."""
        return self.post.person.full_name if self.post else self.name

    @property
    def words(self) -> list[tuple[str, str]]:
        """What it says, as (heading, text), without empty parts."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))
            for name in self.WORDS
            if getattr(self, name)
        ]


triggers.lock(
    "pupils_advice",
    when="1 = 0",
    sentence="advice belongs to the pupil of its matter and stays as it was returned",
    shut="EXISTS (SELECT 1 FROM pupils_annualreview r WHERE r.id = NEW.review_id"
    " AND (r.pupil_id <> NEW.pupil_id OR r.school_id <> NEW.school_id))"
    " OR EXISTS (SELECT 1 FROM pupils_assessment m WHERE m.id = NEW.assessment_id"
    " AND (m.pupil_id <> NEW.pupil_id OR m.school_id <> NEW.school_id))"
    " OR EXISTS (SELECT 1 FROM pupils_advice a WHERE a.id = NEW.id AND a.returned_on IS NOT NULL"
    " AND NEW.returned_on IS NOT NULL AND (a.going_well <> NEW.going_well"
    " OR a.difficult <> NEW.difficult OR a.wanted <> NEW.wanted OR a.kept_at <> NEW.kept_at))",
)
