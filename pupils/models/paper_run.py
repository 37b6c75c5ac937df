"""Papers of one or many pupils made behind the page: what was asked for, how far it is, what came of it.

The file itself stays for a day. What stays for good is that it was made: by whom, of whom, why, for
whom, and its SHA-256.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers


class PaperRunQuerySet(models.QuerySet):
    """Which runs."""

    def visible_to(self, person) -> "PaperRunQuerySet":
        """The person's own, at schools where they still hold a post: a file is its maker's alone."""
        return self.filter(made_by=person.pk, school__in=person.access.school_ids)

    def to_wipe(self) -> "PaperRunQuerySet":
        """Files whose day has passed."""
        return self.filter(state=PaperRun.State.READY, expires_at__lte=timezone.now())


class PaperRun(models.Model):
    """Papers of one kind for a number of pupils of one school, put into one file."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")
        WIPED = "wiped", _("Deleted")

    #: States in which work goes on behind the page.
    BUSY = (State.WAITING, State.MAKING)

    school = models.ForeignKey("core.School", models.PROTECT)
    kind = models.CharField(_("kind"), max_length=20)
    title = models.CharField(_("what"), max_length=160)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    is_full = models.BooleanField(_("with status, needs and alerts"), default=False)
    reason = models.CharField(_("why it is made"), max_length=300, blank=True)
    recipient = models.CharField(_("for whom"), max_length=160, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    sentence = models.CharField(_("what is wrong"), max_length=300, blank=True)
    content = models.BinaryField(blank=True, default=b"")
    content_type = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expires_at = models.DateTimeField(_("deleted after"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PaperRunQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (Q(finished_at__isnull=False, expires_at__gt=F("finished_at")) & ~Q(sha256="")),
                name="papers_that_are_ready_say_until_when",
            ),
            models.CheckConstraint(
                condition=Q(rows_done__lte=F("rows_total")),
                name="papers_are_not_made_of_more_pupils_than_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["made_by", "-made_at"], name="paper_run_by_maker"),
            models.Index(
                fields=["expires_at"], condition=Q(state="ready"), name="paper_run_to_wipe"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        """Whether the work behind the page goes on."""
        return self.state in self.BUSY

    @property
    def has_expired(self) -> bool:
        """Whether the file's day has passed, even where it has not been deleted yet."""
        return bool(self.expires_at and self.expires_at <= timezone.now())


class PaperRunRow(models.Model):
    """One pupil of a run: put in, or left out and why."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MADE = "made", _("In the file")
        LEFT_OUT = "left_out", _("Left out")

    school = models.ForeignKey("core.School", models.PROTECT)
    run = models.ForeignKey(PaperRun, models.CASCADE, related_name="rows")
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.WAITING
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "pupil"], name="pupil_stands_once_in_a_run_of_papers"
            ),
            models.UniqueConstraint(
                fields=["run", "place"], name="row_has_its_place_in_a_run_of_papers"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="left_out") | ~Q(reason=""),
                name="pupil_left_out_of_papers_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "run"], name="paper_run_row_by_pupil")]

    def __str__(self) -> str:
        return f"{self.run}: {self.get_outcome_display()}"


triggers.lock(
    "pupils_paperrunrow",
    when="1 = 0",  # rows go with their run, and with the disposal of a pupil's record
    sentence="a row of papers belongs to the school of its run and of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_paperrun r, pupils_pupil p WHERE r.id = NEW.run_id"
    " AND p.id = NEW.pupil_id AND (r.school_id <> NEW.school_id OR p.school_id <> NEW.school_id))",
)
