"""Notes that stood on the wrong pupil: the trace of the move, and what was decided about the breach."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.emergency import GUARDIANS

#: Within this the ICO is told of a breach that is a risk to people, counted from when the school knew
#: (UK GDPR art. 33; domain.md 8.2, not checked against the Act of 2025).
TELL_WITHIN = datetime.timedelta(hours=72)


class GuardedQuerySet(models.QuerySet):
    """Rows for those who answer for who reads records."""

    def visible_to(self, person) -> "GuardedQuerySet":
        """All of the schools where ``person`` is head, SENCO or safeguarding lead."""
        return self.filter(school__in=person.access.schools_as(*GUARDIANS))


class MovedNote(models.Model):
    """A note was moved from one pupil's record to another's: who, when, why; the words are not kept here."""

    school = models.ForeignKey("core.School", models.PROTECT)
    kind = models.SlugField(_("kind"), max_length=30)
    object_id = models.PositiveBigIntegerField()
    from_pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    to_pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    written_at = models.DateTimeField(_("written"))
    at = models.DateTimeField(_("moved"))
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=300)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("moved note")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_pupil=F("to_pupil")), name="note_moves_to_another_pupil"
            ),
            models.CheckConstraint(
                condition=Q(at__gte=F("written_at")), name="note_moves_after_it_was_written"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="moved_note_says_why"),
        ]

    def __str__(self) -> str:
        return str(_("Moved note"))


class Breach(models.Model):
    """A breach note: who could have read what they should not, and whether that is reported, by whom."""

    class Decision(models.TextChoices):
        REPORT = "report", _("Reported to the ICO")
        TELL = "tell", _("Not reported; the family was told")
        NONE = "none", _("Not reported; nobody else was told")

    school = models.ForeignKey("core.School", models.PROTECT)
    moved = models.OneToOneField(MovedNote, models.CASCADE, related_name="breach")
    due_at = models.DateTimeField(_("decide by"))
    decision = models.CharField(_("decided"), max_length=6, choices=Decision.choices, blank=True)
    why = models.CharField(_("why"), max_length=600, blank=True)
    decided_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    version = models.PositiveIntegerField(default=1)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        verbose_name = _("breach note")
        verbose_name_plural = _("breach notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", why="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(decision="")
                    & ~Q(why="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="breach_is_decided_by_somebody_and_says_why",
            )
        ]

    def __str__(self) -> str:
        return str(_("Breach note"))


triggers.lock(
    "pupils_movednote",
    sentence="the trace of a moved note stays, and stays within one school",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id IN (NEW.from_pupil_id, NEW.to_pupil_id)"
    " AND p.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_breach",
    when="OLD.decision <> ''",
    sentence="a breach note that was decided stays as it is, at the school of its note",
    shut="EXISTS (SELECT 1 FROM pupils_movednote m WHERE m.id = NEW.moved_id"
    " AND m.school_id <> NEW.school_id)",
)
