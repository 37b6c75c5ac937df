"""Files kept with a pupil's records: reports, orders, plans as they came. One table for the house.

A file belongs to a record of some kind (``owner_kind``, ``owner_id``). Each kind registers its
``Owner``: which records of it a person may see with their files, and who adds and removes. A kind that
nobody registered is seen by nobody. The bytes stand in a table of their own, so that no list reads
them, and in the database, so that every backup holds them (docs/adr, "Files stand in the database").
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import triggers


@dataclass(frozen=True)
class Owner:
    """A kind of record that has files.

    ``seen(person)`` are its records whose files the person may read; ``keep(person, record)`` is why
    they may not add or remove one, or nothing; ``url(record)`` is the page where its files are listed.
    Records have ``pupil_id``, or are pupils.
    """

    kind: str
    label: Any
    seen: Callable[[Any], models.QuerySet]
    keep: Callable[[Any, Any], str]
    url: Callable[[Any], str]


_OWNERS: dict[str, Owner] = {}


def add_owner(owner: Owner) -> None:
    """Let records of this kind have files; called from ``AppConfig.ready``."""
    _OWNERS[owner.kind] = owner


def owner_of(kind: str) -> Owner | None:
    """The kind of record by its word, or None."""
    return _OWNERS.get(kind)


class AttachmentQuerySet(models.QuerySet):
    """Which files."""

    def visible_to(self, person) -> "AttachmentQuerySet":
        """Files of records whose own rule lets ``person`` read them."""
        seen = Q(pk__in=[])
        for owner in _OWNERS.values():
            theirs = owner.seen(person).filter(pk=OuterRef("owner_id")).order_by()
            seen |= Q(Exists(theirs), owner_kind=owner.kind)
        return self.filter(seen, school__in=person.access.school_ids)

    def kept(self) -> "AttachmentQuerySet":
        """Files that have not been removed."""
        return self.filter(removed_at__isnull=True)

    def of(self, kind: str, owner_ids) -> "AttachmentQuerySet":
        """Files of some records of one kind."""
        return self.filter(owner_kind=kind, owner_id__in=owner_ids)


class Attachment(models.Model):
    """One file: what it is, how large, whose, who kept it and why. Its bytes are in AttachmentContent.

    ``name`` is what the reader's computer is offered; nothing is ever looked up by it.
    """

    class Type(models.TextChoices):
        PDF = "pdf", _("PDF")
        DOCX = "docx", _("Word document")
        XLSX = "xlsx", _("Excel workbook")
        ODT = "odt", _("OpenDocument text")
        JPEG = "jpeg", _("JPEG picture")
        PNG = "png", _("PNG picture")
        WEBP = "webp", _("WebP picture")
        TXT = "txt", _("plain text")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="attachments")
    owner_kind = models.SlugField(max_length=20)
    owner_id = models.PositiveBigIntegerField()
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(_("type"), max_length=4, choices=Type.choices)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    why = models.CharField(_("what it is and why it is kept"), max_length=200)
    kept_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(_("kept"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        "staff.StaffMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_why = models.CharField(_("why it was removed"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        verbose_name = _("file")
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="attachment_is_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="attachment_has_a_name"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_why="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_why="")),
                name="attachment_removal_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["owner_kind", "owner_id", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="attachment_stands_once_with_a_record",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "owner_kind"], name="attachment_by_pupil")]

    def __str__(self) -> str:
        return self.name


class AttachmentContent(models.Model):
    """The bytes of one file. They never change; they go when the file was removed thirty days ago."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="content"
    )
    school = models.ForeignKey("core.School", models.PROTECT)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.attachment_id}"


_NEVER = "1 = 0"
triggers.lock(
    "pupils_attachment",
    when=_NEVER,
    sentence="a file belongs to the school of its pupil and stays what it was",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_attachment a WHERE a.id = NEW.id"
    " AND (a.sha256 <> NEW.sha256 OR a.owner_id <> NEW.owner_id"
    " OR a.owner_kind <> NEW.owner_kind))",
)
triggers.lock(
    "pupils_attachmentcontent",
    when=_NEVER,
    sentence="the bytes of a file never change",
    # On the way in there is no such row yet; before an UPDATE there is.
    shut="EXISTS (SELECT 1 FROM pupils_attachmentcontent c"
    " WHERE c.attachment_id = NEW.attachment_id)"
    " OR EXISTS (SELECT 1 FROM pupils_attachment a WHERE a.id = NEW.attachment_id"
    " AND a.school_id <> NEW.school_id)",
)
