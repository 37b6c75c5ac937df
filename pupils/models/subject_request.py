"""Subject access requests: who asks, the clock, the review copy row by row, and what was sent.

UK GDPR articles 12, 12A and 15; Data Protection Act 2018, schedules 2 and 3; domain.md 8.2.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.constraints import once_a_school
from staff.access import Role

#: Roles that keep requests and their dates; the first two review and release.
REQUEST_KEEPERS = frozenset({Role.HEAD, Role.SENCO, Role.DATA})
REVIEWERS = frozenset({Role.HEAD, Role.SENCO})


class DisclosureExemptionQuerySet(models.QuerySet):
    """Which exemptions."""

    def visible_to(self, person) -> "DisclosureExemptionQuerySet":
        """The national list, and what the person's schools added."""
        return self.filter(Q(school__isnull=True) | Q(school__in=person.access.school_ids))

    def on(self, day) -> "DisclosureExemptionQuerySet":
        """Those in force on a day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class DisclosureExemption(models.Model):
    """Why something may be covered or left out, as the law names it: dated data with its source.

    One that ``is_told`` stands by name in the answer; naming some would tell what they protect.
    """

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("when it applies"), max_length=300)
    source = models.CharField(_("source"), max_length=200)
    is_checked = models.BooleanField(_("source checked"), default=False)
    is_told = models.BooleanField(_("named in the answer"), default=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DisclosureExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = once_a_school("code", name="disclosure_exemption_code_stands_once")

    def __str__(self) -> str:
        return self.name


class OfSchool(models.QuerySet):
    """Rows of a school's requests."""

    def visible_to(self, person) -> "OfSchool":
        """Requests of the schools where the person is head, SENCO or data manager."""
        return self.filter(school__in=person.access.schools_as(*REQUEST_KEEPERS))

    def live(self) -> "OfSchool":
        """Not sent and not closed."""
        return self.exclude(state__in=SubjectRequest.DONE)


class SubjectRequest(models.Model):
    """Somebody asks for what is kept about a pupil. The clock starts when identity is known."""

    class AskedBy(models.TextChoices):
        PUPIL = "pupil", _("The pupil")
        PARENT = "parent", _("A parent or carer")
        OTHER = "other", _("Somebody else for them")

    class Identity(models.TextChoices):
        KNOWN = "known", _("Known to us in person")
        DOCUMENT = "document", _("A document was seen")
        CALLED = "called", _("Called back on a number we hold")
        AUTHORITY = "authority", _("Written authority was seen")

    class State(models.TextChoices):
        OPEN = "open", _("Received")
        REVIEWING = "reviewing", _("Being reviewed")
        READY = "ready", _("Ready to send")
        SENT = "sent", _("Sent")
        CLOSED = "closed", _("Closed without an answer")

    DONE = (State.SENT, State.CLOSED)

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="+")
    asked_by = models.CharField(_("asked by"), max_length=6, choices=AskedBy.choices)
    asker_name = models.CharField(_("name of who asks"), max_length=120)
    asked_for = models.CharField(_("what is asked for"), max_length=300, blank=True)
    received_on = models.DateField(_("received"))
    identity_on = models.DateField(_("identity known"), null=True, blank=True)
    identity_how = models.CharField(_("how"), max_length=9, choices=Identity.choices, blank=True)
    paused_on = models.DateField(_("waiting for an answer since"), null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField(_("days the clock stood"), default=0)
    extension_reason = models.CharField(_("why it takes longer"), max_length=300, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    copy = models.OneToOneField(
        "pupils.PaperRun", models.SET_NULL, null=True, related_name="subject_request"
    )
    sent_on = models.DateField(_("sent"), null=True, blank=True)
    sent_how = models.CharField(_("sent how"), max_length=120, blank=True)
    closed_because = models.CharField(_("why it is closed"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfSchool.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_on__isnull=True, identity_how="", due_on__isnull=True)
                | (
                    Q(identity_on__gte=F("received_on"), due_on__isnull=False) & ~Q(identity_how="")
                ),
                name="request_is_due_once_identity_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_on__isnull=False) & ~Q(sent_how="")),
                name="request_that_was_sent_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_because=""),
                name="request_that_was_closed_says_why",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "due_on"], name="request_by_due_date")]

    def __str__(self) -> str:
        return f"{_('Request')} {self.pk}"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in self.DONE


class RequestStep(models.Model):
    """One line of a request's log, written with the step itself."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        IDENTITY = "identity", _("Identity known: the clock starts")
        ASKED = "asked", _("Asked them what they mean: the clock stands")
        ANSWERED = "answered", _("Answered: the clock runs on")
        EXTENDED = "extended", _("Two months longer")
        COLLECTED = "collected", _("Review copy made")
        RELEASED = "released", _("Released")
        SENT = "sent", _("Sent")
        CLOSED = "closed", _("Closed")
        NOTE = "note", _("Note")

    school = models.ForeignKey("core.School", models.PROTECT)
    request = models.ForeignKey(SubjectRequest, models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=9, choices=Kind.choices)
    on = models.DateField(_("day"))
    words = models.CharField(_("words"), max_length=300, blank=True)
    by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class RequestRowQuerySet(models.QuerySet):
    """Which rows of which review copies."""

    def visible_to(self, person) -> "RequestRowQuerySet":
        """Rows of the schools where the person reviews: they hold the whole file."""
        return self.filter(school__in=person.access.schools_as(*REVIEWERS))

    def marked(self) -> "RequestRowQuerySet":
        """In which a name was found."""
        return self.filter(fields__marks__isnull=False).distinct()

    def waiting(self) -> "RequestRowQuerySet":
        """Marked, and nobody has decided yet."""
        return self.marked().filter(decision="")


class RequestRow(models.Model):
    """One record of the review copy, as it stood when it was made, and what was decided about it."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("Give as it is")
        REDACT = "redact", _("Cover the ticked words")
        LEAVE_OUT = "leave_out", _("Leave the record out")

    school = models.ForeignKey("core.School", models.PROTECT)
    request = models.ForeignKey(SubjectRequest, models.CASCADE, related_name="rows")
    section = models.CharField(max_length=30)
    place = models.PositiveIntegerField()
    title = models.CharField(_("record"), max_length=200)
    on = models.DateField(_("date"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=9, choices=Decision.choices, blank=True)
    exemption = models.ForeignKey(
        DisclosureExemption, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("exemption"),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=200, blank=True)
    decided_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RequestRowQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "place"], name="row_has_its_place_in_a_copy"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="decision_about_a_row_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["redact", "leave_out"]) | Q(exemption__isnull=False),
                name="what_is_not_given_names_its_exemption",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Record')} {self.place}"


class RequestField(models.Model):
    """One field of a row: its term in the data, its label, its words."""

    row = models.ForeignKey(RequestRow, models.CASCADE, related_name="fields")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    words = models.TextField(_("words"), blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["row", "place"], name="field_has_its_place_in_a_row")
        ]

    def __str__(self) -> str:
        return self.name


class RequestMark(models.Model):
    """Words of a field that name a third party, from a letter up to another; covered if ``is_covered``."""

    class Kind(models.TextChoices):
        PUPIL = "pupil", _("another pupil")
        STAFF = "staff", _("staff")
        FAMILY = "family", _("family")
        PROFESSIONAL = "outside", _("professional from outside")
        TYPED = "typed", _("marked by hand")

    field = models.ForeignKey(RequestField, models.CASCADE, related_name="marks")
    starts = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    is_covered = models.BooleanField(_("cover"), default=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="mark_covers_a_letter"),
            models.UniqueConstraint(
                fields=["field", "starts"], name="mark_starts_once_at_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} to {self.ends}"


_NEVER = "1 = 0"  # deleting is for the disposal of a pupil's record
triggers.lock(
    "pupils_subjectrequest",
    when=_NEVER,
    sentence="a request belongs to the school of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)",
)
for _table in ("pupils_requestrow", "pupils_requeststep"):
    triggers.lock(
        _table,
        when=_NEVER,
        sentence="what hangs on a request belongs to the school of the request",
        shut="EXISTS (SELECT 1 FROM pupils_subjectrequest r WHERE r.id = NEW.request_id"
        " AND r.school_id <> NEW.school_id)",
    )
