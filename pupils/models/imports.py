"""A file of pupils on its way in: what each row would do, what it did, and how to take it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.access import Role

#: Roles that keep the school's pupil data; the head sees what they brought in.
KEEPERS = frozenset({Role.DATA, Role.SENCO, Role.ASSISTANT_SENCO})


class ImportQuerySet(models.QuerySet):
    """Which imports."""

    def visible_to(self, person) -> "ImportQuerySet":
        """Imports of the schools where the person keeps pupil data, or is the head."""
        return self.filter(school__in=person.access.schools_as(*KEEPERS, Role.HEAD))

    def committed(self) -> "ImportQuerySet":
        """Imports whose pupils are in the register."""
        return self.filter(state=Import.State.COMMITTED)


class Import(models.Model):
    """One uploaded file. Its rows are previewed, then committed in one go, and can be undone."""

    class Kind(models.TextChoices):
        SHEET = "sheet", _("School system export (CSV or Excel)")
        CTF = "ctf", _("Common Transfer File")

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        PREVIEW = "preview", _("Ready to check")
        REFUSED = "refused", _("Not usable")
        COMMITTING = "committing", _("Being saved")
        COMMITTED = "committed", _("Saved")
        UNDONE = "undone", _("Taken back")

    school = models.ForeignKey("core.School", models.PROTECT)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    file_name = models.CharField(_("file"), max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(blank=True, default=b"")
    sentence = models.CharField(_("what is wrong"), max_length=300, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("staff.StaffMember", models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportColumn(models.Model):
    """One column of the file: the field it was used as; where it was not, the heading it looks like."""

    parent = models.ForeignKey(Import, models.CASCADE, related_name="columns")
    place = models.PositiveIntegerField()
    heading = models.CharField(_("heading"), max_length=120)
    field = models.CharField(_("used as"), max_length=30, blank=True)
    nearest = models.CharField(_("looks like"), max_length=60, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "place"], name="import_column_has_its_place")
        ]

    def __str__(self) -> str:
        return self.heading


class ImportRow(models.Model):
    """One row of the file: what it is to the register, why it is refused, and both sides of each change."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REFUSED = "refused", _("Refused")

    parent = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField(default=0)
    line = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    name = models.CharField(_("pupil"), max_length=170, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    warnings = models.JSONField(default=list)
    pupil = models.ForeignKey("pupils.Pupil", models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "place"], name="import_row_has_its_place")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.name}"
