"""Sessions: planned by the pattern, then logged with what each pupil did, or not delivered and why."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import PROVISION


class SessionQuerySet(models.QuerySet):
    """Which sessions."""

    def visible_to(self, person) -> "SessionQuerySet":
        """Sessions ``person`` or their department runs, those of groups they lead, or all by role."""
        access = person.access
        own = access.post_ids + access.department_ids
        return self.filter(
            Q(school__in=access.schools_as(*PROVISION)) | Q(post__in=own) | Q(group__leader__in=own)
        )

    def run_by(self, post_ids) -> "SessionQuerySet":
        """Sessions planned for any of these posts."""
        return self.filter(post__in=post_ids)

    def between(self, first: datetime.date, last: datetime.date) -> "SessionQuerySet":
        """Sessions on a day from ``first`` to ``last``, both included."""
        return self.filter(on__gte=first, on__lte=last)

    def unlogged(self, before: datetime.date | None = None) -> "SessionQuerySet":
        """Sessions whose day has passed without a log."""
        return self.filter(state=Session.State.PLANNED, on__lt=before or timezone.localdate())


class Session(models.Model):
    """One meeting of a group on a day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("To log")
        DELIVERED = "delivered", _("Delivered")
        NOT_DELIVERED = "not_delivered", _("Not delivered")
        CANCELLED = "cancelled", _("Cancelled")

    class Reason(models.TextChoices):
        ADULT_AWAY = "adult_away", _("Adult away")
        PUPILS_AWAY = "pupils_away", _("Pupils away")
        ROOM = "room", _("Room in use")
        COVER = "cover", _("Needed for cover")
        TRIP = "trip", _("Trip or event")
        EXAM = "exam", _("Test or exam")
        OTHER = "other", _("Another reason")

    school = models.ForeignKey("core.School", models.PROTECT)
    group = models.ForeignKey("interventions.Group", models.CASCADE, related_name="sessions")
    post = models.ForeignKey(
        "staff.Post", models.PROTECT, related_name="+", verbose_name=_("run by")
    )
    on = models.DateField(_("date"))
    starts_at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes planned"))
    room = models.CharField(_("room"), max_length=40, blank=True)
    state = models.CharField(
        _("state"), max_length=13, choices=State.choices, default=State.PLANNED
    )
    reason = models.CharField(_("reason"), max_length=11, choices=Reason.choices, blank=True)
    reason_note = models.CharField(_("more about the reason"), max_length=200, blank=True)
    wants_catch_up = models.BooleanField(_("catch-up asked for"), default=False)
    minutes_delivered = models.PositiveSmallIntegerField(
        _("minutes delivered"), null=True, blank=True
    )
    step = models.CharField(_("step reached"), max_length=120, blank=True)
    logged_at = models.DateTimeField(_("logged"), null=True, blank=True)
    logged_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on", "starts_at"], name="group_meets_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_delivered") | ~Q(reason=""),
                name="session_not_delivered_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered")
                | Q(
                    minutes_delivered__isnull=False,
                    minutes_delivered__gte=1,
                    minutes_delivered__lte=240,
                ),
                name="delivered_session_has_minutes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(logged_at__isnull=False),
                name="logged_session_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "on"], name="session_by_post_and_day"),
            models.Index(fields=["school", "on"], name="session_by_school_and_day"),
            models.Index(
                fields=["school", "on", "post"],
                condition=Q(state="planned"),
                name="session_still_to_log",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d %b} {self.starts_at:%H:%M}"


class Attendance(models.Model):
    """What one pupil did in one session."""

    class Code(models.TextChoices):
        PRESENT = "P", _("Here")
        LATE = "L", _("Late or left early")
        ABSENT = "A", _("Absent from school")
        REFUSED = "R", _("Refused")
        TESTING = "T", _("Test or exam")
        STAFF = "S", _("Staff absent")
        EVENT = "E", _("Event or trip")
        NOT_RELEASED = "N", _("Not released from class")

    #: Codes with which a pupil took part.
    TOOK_PART = (Code.PRESENT, Code.LATE)

    class Prompt(models.IntegerChoices):
        INDEPENDENT = 0, _("None")
        GESTURE = 1, _("Gesture")
        VERBAL = 2, _("Words")
        MODEL = 3, _("Model")
        PHYSICAL = 4, _("Hand")

    school = models.ForeignKey("core.School", models.PROTECT)
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    place = models.ForeignKey("interventions.Place", models.PROTECT, related_name="attendance")
    pupil = models.ForeignKey("pupils.Pupil", models.PROTECT, related_name="+")
    code = models.CharField(_("attendance"), max_length=1, choices=Code.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    engagement = models.PositiveSmallIntegerField(_("engagement"), null=True, blank=True)
    prompt = models.PositiveSmallIntegerField(
        _("most help needed"), choices=Prompt.choices, null=True, blank=True
    )
    trials_right = models.PositiveSmallIntegerField(_("trials right"), null=True, blank=True)
    trials_of = models.PositiveSmallIntegerField(_("of"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    has_concern = models.BooleanField(_("tell the leader"), default=False)
    concern_seen_at = models.DateTimeField(_("seen by the leader"), null=True, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "place"], name="pupil_is_marked_once_a_session"
            ),
            models.CheckConstraint(
                condition=Q(engagement__isnull=True) | Q(engagement__gte=1, engagement__lte=5),
                name="engagement_is_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(prompt__isnull=True) | Q(prompt__lte=4), name="prompt_is_0_to_4"
            ),
            models.CheckConstraint(
                condition=Q(trials_right__isnull=True)
                | Q(trials_of__isnull=False, trials_right__lte=models.F("trials_of")),
                name="trials_right_fit_the_trials",
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=240), name="attendance_minutes_fit_a_day"
            ),
            models.CheckConstraint(
                condition=Q(code__in=["P", "L"]) | Q(minutes=0), name="absent_pupil_has_no_minutes"
            ),
        ]
        indexes = [models.Index(fields=["pupil", "session"], name="attendance_by_pupil")]

    def __str__(self) -> str:
        return f"{self.get_code_display()}"


class SessionDraft(models.Model):
    """What somebody has typed into a session's log and not saved; kept on the server, gone when saved."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="drafts")
    person = models.ForeignKey("staff.StaffMember", models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="draft_is_one_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.saved_at:%H:%M}"
