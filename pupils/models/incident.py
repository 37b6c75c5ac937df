"""Incidents as antecedent, behaviour and consequence (domain.md 4.5), and what follows from them.

An incident begins as a draft, which its author finishes. What is recorded is never overwritten: a
correction is a new version under the same ``key``, with its reason, and the one before stays readable.
"""

import uuid
from collections.abc import Sequence

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.adult import AdultLink
from pupils.models.behaviour import BEHAVIOUR_READERS, BehaviourChoice

WORDS_AT_MOST = 2000


class IncidentQuerySet(models.QuerySet):
    """Which versions of which incidents."""

    def visible_to(self, person) -> "IncidentQuerySet":
        """All of the school by role; one's own; those of pupils the person or the department works with.

        A draft is for its author and the roles that read all.
        """
        access = person.access
        whole = Q(school__in=access.schools_as(*BEHAVIOUR_READERS))
        mine = Q(by=person.pk, school__in=access.school_ids)
        links = AdultLink.objects.current().filter(
            pupil=OuterRef("pupil_id"), post__in=access.post_ids + access.department_ids
        )
        about = IncidentPupil.objects.filter(Exists(links), incident=OuterRef("pk"))
        linked = Exists(about) & ~Q(state=Incident.State.DRAFT)
        return self.filter(whole | mine | linked)

    def standing(self) -> "IncidentQuerySet":
        """What counts: drafts and the versions in force, not those that were corrected."""
        return self.exclude(state=Incident.State.SUPERSEDED)

    def drafts(self) -> "IncidentQuerySet":
        """Begun and not finished."""
        return self.filter(state=Incident.State.DRAFT)

    def of(self, pupil) -> "IncidentQuerySet":
        """Those in which a pupil had any part."""
        return self.filter(
            Exists(IncidentPupil.objects.filter(incident=OuterRef("pk"), pupil=pupil))
        )


class Incident(models.Model):
    """One version of what happened: when and where, before, during and after, in words and from lists."""

    class State(models.TextChoices):
        DRAFT = "draft", _("To finish")
        CURRENT = "current", _("Recorded")
        SUPERSEDED = "superseded", _("Corrected since")

    class Function(models.TextChoices):
        ATTENTION = "attention", _("Attention")
        ESCAPE = "escape", _("Escape")
        TANGIBLE = "tangible", _("To get something")
        SENSORY = "sensory", _("Sensory")
        UNKNOWN = "unknown", _("Not known yet")

    #: What was typed, in the order of the record.
    WORDS = ("trigger", "seen", "adult_response", "peer_response", "outcome", "pupil_voice")

    school = models.ForeignKey("core.School", models.PROTECT)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    corrected_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    why = models.CharField(_("why it was corrected"), max_length=300, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    on = models.DateField(_("day"))
    at = models.TimeField(_("from"))
    until = models.TimeField(_("until"), null=True, blank=True)
    place = models.ForeignKey(
        BehaviourChoice, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("place"),
    )  # fmt: skip
    lesson = models.ForeignKey(
        BehaviourChoice, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("lesson or activity"),
    )  # fmt: skip
    adults = models.ManyToManyField("staff.StaffMember", related_name="+", blank=True)
    others_present = models.CharField(_("who else was there"), max_length=200, blank=True)
    settings = models.ManyToManyField(BehaviourChoice, related_name="+", blank=True)
    trigger = models.TextField(_("what set it off"), max_length=WORDS_AT_MOST, blank=True)
    behaviours = models.ManyToManyField(BehaviourChoice, related_name="+", blank=True)
    seen = models.TextField(_("what was seen and heard"), max_length=WORDS_AT_MOST, blank=True)
    frequency = models.PositiveSmallIntegerField(_("how many times"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how long, minutes"), null=True, blank=True)
    intensity = models.PositiveSmallIntegerField(_("intensity, 1 to 5"))
    adult_response = models.TextField(_("what adults did"), max_length=WORDS_AT_MOST, blank=True)
    peer_response = models.TextField(
        _("what other pupils did"), max_length=WORDS_AT_MOST, blank=True
    )
    outcome = models.TextField(_("how it ended"), max_length=WORDS_AT_MOST, blank=True)
    function = models.CharField(
        _("what it may have been for"), max_length=10, choices=Function.choices,
        default=Function.UNKNOWN,
    )  # fmt: skip
    recovery_minutes = models.PositiveSmallIntegerField(
        _("until calm again, minutes"), null=True, blank=True
    )
    pupil_voice = models.TextField(
        _("what the pupil says about it"), max_length=WORDS_AT_MOST, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="incident_version_stands_once"),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state="current"),
                name="incident_has_one_current_version",
            ),
            models.CheckConstraint(
                condition=Q(intensity__gte=1, intensity__lte=5), name="incident_intensity_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("at")),
                name="incident_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(seen=""),
                name="recorded_incident_says_what_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""), name="corrected_incident_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "on"], name="incident_by_day"),
            models.Index(fields=["by"], condition=Q(state="draft"), name="incident_to_finish"),
        ]

    def __str__(self) -> str:
        return str(_("Incident of %(day)s")) % {"day": format_date(self.on, "j M Y")}

    @property
    def is_draft(self) -> bool:
        """Whether it is still to finish."""
        return self.state == self.State.DRAFT


class IncidentPupil(models.Model):
    """A pupil's part in an incident. The page of one pupil never names the others to strangers of theirs."""

    class Part(models.TextChoices):
        DID = "did", _("showed the behaviour")
        JOINED = "joined", _("joined in")
        HURT = "hurt", _("was hurt or upset")
        SAW = "saw", _("saw it")

    school = models.ForeignKey("core.School", models.PROTECT)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="pupils")
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="incident_parts")
    part = models.CharField(_("part"), max_length=6, choices=Part.choices, default=Part.DID)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "pupil"], name="pupil_stands_once_in_an_incident"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.get_part_display()}"


class IncidentStep(models.Model):
    """One way of calming that was tried, and what it did."""

    class Result(models.TextChoices):
        HELPED = "helped", _("Helped")
        NO = "no", _("No change")
        WORSE = "worse", _("Made it worse")

    school = models.ForeignKey("core.School", models.PROTECT)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="steps")
    step = models.ForeignKey(BehaviourChoice, models.PROTECT, related_name="+")
    result = models.CharField(_("result"), max_length=6, choices=Result.choices)

    class Meta:
        ordering = ["step__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "step"], name="step_stands_once_in_an_incident"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_result_display()}"


def _differs(names: Sequence[str]) -> str:
    """SQL: a row that is there already differs from NEW in one of these columns; read by both databases."""
    texts = (
        f"COALESCE(CAST(o.{name} AS text), '') <> COALESCE(CAST(NEW.{name} AS text), '')"
        for name in names
    )
    return " OR ".join(texts)


#: A recorded version may only be marked as corrected since; what it says stays.
_KEPT = (
    "school_id", "key", "number", "by_id", "why", '"on"', "at", "until", "place_id", "lesson_id",
    "others_present", '"trigger"', "seen", "frequency", "minutes", "intensity", "adult_response",
    "peer_response", "outcome", '"function"', "recovery_minutes", "pupil_voice",
)  # fmt: skip
_SAME = "EXISTS (SELECT 1 FROM pupils_incident o WHERE o.id = NEW.id AND o.state <> 'draft'"
_OF = "EXISTS (SELECT 1 FROM pupils_incident i WHERE i.id = NEW.incident_id"
_PUPIL = "EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
_DRAFT, _HERE = "i.state <> 'draft'", "i.school_id <> NEW.school_id"
_NEVER = "1 = 0"  # deleting is for the disposal of a pupil's record
_STAYS = "what belongs to a recorded incident stays as it is, in the school of its pupils"
triggers.lock(
    "pupils_incident",
    when="OLD.state = 'superseded'",
    sentence="a recorded incident stays as it is; a correction is a new version",
    shut=f"{_SAME} AND (NEW.state = 'draft' OR {_differs(_KEPT)}))",
)
triggers.lock(
    "pupils_incidentpupil",
    when=_NEVER,
    sentence=_STAYS,
    shut=f"{_OF} AND ({_DRAFT} OR {_HERE})) OR {_PUPIL} AND p.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_incidentstep",
    when=_NEVER,
    sentence=_STAYS,
    shut=f"{_OF} AND ({_DRAFT} OR {_HERE}))",
)
for _table in ("settings", "behaviours", "adults"):
    triggers.lock(
        f"pupils_incident_{_table}",
        when=_NEVER,
        sentence=_STAYS,
        shut=f"{_OF} AND {_DRAFT})",
    )
