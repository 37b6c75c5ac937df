"""A review: one objective or more, evidence from the work, judgements by area, two signatures, then nothing changes."""

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import triggers
from staff.access import Role


class ReviewQuerySet(models.QuerySet):
    """Which reviews."""

    def visible_to(self, person) -> "ReviewQuerySet":
        """The person's own, those of posts below them in the line today, and all of a head's school."""
        access = person.access
        return self.filter(
            Q(appraisee__person=person.pk)
            | Q(appraisee__in=access.below_ids)
            | Q(school__in=access.schools_as(Role.HEAD))
        )

    def standing(self) -> "ReviewQuerySet":
        """Reviews that no correction has replaced."""
        return self.filter(~Exists(Review.objects.filter(corrects=OuterRef("pk"))))

    def with_standing(self) -> "ReviewQuerySet":
        """With what each holds so far: counts, and which sides have signed."""
        judged = AreaJudgement.objects
        signed = Signature.objects.filter(review=OuterRef("pk"))
        return self.annotate(
            objective_count=_count(Objective.objects),
            evidence_count=_count(Evidence.objects),
            own_view_count=_count(judged.exclude(own_view="")),
            level_count=_count(judged.exclude(level="")),
            appraisee_signed=Exists(signed.filter(side="appraisee")),
            appraiser_signed=Exists(signed.filter(side="appraiser")),
        )


def _count(rows) -> Coalesce:
    """How many rows of a review: a subquery, so that counts do not multiply each other."""
    counted = rows.filter(review=OuterRef("pk")).order_by().values("review")
    counted = counted.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class Review(models.Model):
    """One person's appraisal in one cycle. Signed by both, it is locked by the database."""

    class State(models.TextChoices):
        OPEN = "open", _("Being written")
        READY = "ready", _("Ready to sign")
        SIGNED = "signed", _("Signed by both")

    school = models.ForeignKey("core.School", models.PROTECT)
    cycle = models.ForeignKey("appraisal.Cycle", models.PROTECT, related_name="reviews")
    appraisee = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    appraiser = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    band = models.ForeignKey("staff.Band", models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.OPEN)
    meeting_on = models.DateField(_("meeting"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    appraisee_comment = models.CharField(_("appraisee's words"), max_length=2000, blank=True)
    appraiser_comment = models.CharField(_("appraiser's words"), max_length=2000, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "appraisee__person__full_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "appraisee"],
                condition=Q(corrects__isnull=True),
                name="review_is_one_a_cycle",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="review_is_corrected_once",
            ),
            models.CheckConstraint(
                condition=~Q(appraisee=models.F("appraiser")), name="nobody_reviews_their_own_post"
            ),
            models.CheckConstraint(
                condition=Q(state="signed", locked_at__isnull=False)
                | (~Q(state="signed") & Q(locked_at__isnull=True)),
                name="signed_review_is_locked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisee.person}, {self.cycle}"

    def get_absolute_url(self) -> str:
        """Where this review's page is."""
        return reverse("review", args=[self.pk])


class Objective(models.Model):
    """What the person sets out to do, and when it counts as done."""

    class Kind(models.TextChoices):
        OUTCOMES = "outcomes", _("Pupils' outcomes")
        PRACTICE = "practice", _("Practice and standards")
        SCHOOL = "school", _("Whole school or department")
        DEVELOPMENT = "development", _("Development and leadership")

    class Rating(models.TextChoices):
        NONE = "", _("Not rated yet")
        EXCEEDED = "exceeded", _("Exceeded")
        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        NOT_MET = "not_met", _("Not met")

    review = models.ForeignKey(Review, models.CASCADE, related_name="objectives")
    title = models.CharField(_("objective"), max_length=200)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices)
    area = models.ForeignKey("staff.Area", models.PROTECT, verbose_name=_("area"))
    success_criteria = models.CharField(_("met when"), max_length=500)
    evidence_expected = models.CharField(_("evidence expected"), max_length=300, blank=True)
    support = models.CharField(_("support and training"), max_length=300, blank=True)
    due_on = models.DateField(_("by"))
    rating = models.CharField(
        _("rating"), max_length=8, choices=Rating.choices, blank=True, default=""
    )
    is_locked = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """It stands on its review's page."""
        return reverse("review", args=[self.review_id])


class Evidence(models.Model):
    """One piece of the person's own work, chosen by them: the figures as they stood when chosen, pupils as initials."""

    class Kind(models.TextChoices):
        SESSION = "session", _("A session I ran")
        GAIN = "gain", _("A pupil's progress in my group")

    review = models.ForeignKey(Review, models.CASCADE, related_name="evidence")
    objective = models.ForeignKey(
        Objective, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    area = models.ForeignKey("staff.Area", models.PROTECT, verbose_name=_("area"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    source_id = models.PositiveBigIntegerField()
    happened_on = models.DateField(_("date"))
    statement = models.CharField(_("what it shows"), max_length=400)
    why = models.CharField(_("why I chose it"), max_length=500, blank=True)
    chosen_at = models.DateTimeField(auto_now_add=True)
    is_locked = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind", "source_id", "area"],
                name="evidence_is_offered_once_an_area",
            )
        ]

    def __str__(self) -> str:
        return self.statement


class AreaJudgement(models.Model):
    """How the work in one area stands against what the band is expected to do, in both views and agreed."""

    class Level(models.TextChoices):
        NONE = "", _("Not judged yet")
        BELOW = "below", _("Not yet at the expectation")
        AT = "at", _("At the expectation")
        ABOVE = "above", _("Beyond the expectation")

    review = models.ForeignKey(Review, models.CASCADE, related_name="judgements")
    area = models.ForeignKey("staff.Area", models.PROTECT)
    descriptor = models.ForeignKey("staff.BandDescriptor", models.PROTECT, related_name="+")
    own_view = models.CharField(
        _("own view"), max_length=5, choices=Level.choices, blank=True, default=""
    )
    level = models.CharField(
        _("judgement"), max_length=5, choices=Level.choices, blank=True, default=""
    )
    because = models.CharField(_("because"), max_length=500, blank=True)
    is_locked = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area__order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "area"], name="area_is_judged_once_a_review")
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_level_display()}"

    def get_absolute_url(self) -> str:
        """It stands on its review's page."""
        return reverse("review", args=[self.review_id])


class Signature(models.Model):
    """One signature under the exact bytes that were shown: sorted JSON, its SHA-256, and an Ed25519 seal."""

    class Side(models.TextChoices):
        APPRAISEE = "appraisee", _("Appraisee")
        APPRAISER = "appraiser", _("Appraiser")

    review = models.ForeignKey(Review, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=9, choices=Side.choices)
    person = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    signed_at = models.DateTimeField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    seal = models.CharField(max_length=128)
    key_id = models.CharField(max_length=16)

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "side"], name="review_is_signed_once_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.signed_at:%d %b %Y}"


_LOCKED = "a signed review does not change"
triggers.lock("appraisal_signature", sentence=_LOCKED)
triggers.lock("appraisal_review", when="OLD.locked_at IS NOT NULL", sentence=_LOCKED)
#: Nothing joins a signed review either. The condition stands in a trigger, over NEW.
_REVIEW_IS_LOCKED = (
    'EXISTS (SELECT 1 FROM "appraisal_review" AS r '
    "WHERE r.id = NEW.review_id AND r.locked_at IS NOT NULL)"
)
for _table in ("objective", "evidence", "areajudgement"):
    triggers.lock(
        f"appraisal_{_table}", when="OLD.is_locked", sentence=_LOCKED, shut=_REVIEW_IS_LOCKED
    )
