"""Files kept and removed. What a file is, is looked at here, whoever calls."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.models import Attachment, AttachmentContent, Pupil
from pupils.models.attachment import owner_of
from pupils.policies.attachment import KEPT_AFTER_REMOVAL
from pupils.reading import UnusableFile
from pupils.saying import in_words
from pupils.sniffing import clean_name, examine

ENDINGS = {"jpeg": "jpg"}


@transaction.atomic
def keep_attachment(
    *, by: Any, pupil: Pupil, kind: str, record: Any, file_name: str, content: bytes, why: str,
    submission_id: Any = None,
) -> Attachment:  # fmt: skip
    """Keep a file with ``record``, a record of ``kind`` about the pupil.

    Raises ValidationError with the sentence to show for a file that is not kept, and AlreadyDone.
    """
    require(policies.keep_attachment(by, kind, record))
    sent = once(by=by, key=submission_id, use_case="keep_attachment") if submission_id else None
    if len(content) > settings.ATTACHMENT_MEGABYTES * 1024 * 1024:
        words = _("The file is larger than %(most)s MB.")
        raise ValidationError(words % {"most": settings.ATTACHMENT_MEGABYTES})
    try:
        found = examine(content, file_name)
    except UnusableFile as refusal:
        raise ValidationError(in_words(refusal.args[0])) from refusal
    seal = hashlib.sha256(found.data).hexdigest()
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    if Attachment.objects.kept().of(kind, [record.pk]).filter(sha256=seal).exists():
        raise ValidationError(_("This very file is kept here already."))
    made = Attachment.objects.create(
        school_id=pupil.school_id, pupil=pupil, owner_kind=kind, owner_id=record.pk,
        name=clean_name(file_name, ENDINGS.get(found.type, found.type)), type=found.type,
        size=len(found.data), sha256=seal, why=why, kept_by=by, kept_at=timezone.now(),
    )  # fmt: skip
    AttachmentContent.objects.create(
        attachment=made, school_id=pupil.school_id, data=found.data
    )  # fmt: skip
    changes = {
        name: (None, getattr(made, name)) for name in ("name", "type", "size", "sha256", "why")
    }
    audit.record(
        by=by, action="keep_attachment", about=made, changes=changes, secret=["why", "name"]
    )
    if sent:
        answered(sent, owner_of(kind).url(record))
    return made


@transaction.atomic
def remove_attachment(*, by: Any, attachment: Attachment, version: int, why: str) -> Attachment:
    """Take a file off its record; its bytes go thirty days later. Raises Stale."""
    require(policies.remove_attachment(by, attachment))
    changes = compare_and_set(
        attachment, version=version, removed_at=timezone.now(), removed_by=by, removed_why=why
    )
    changes["removed_by"] = (None, by.pk)
    _note(by, "remove_attachment", attachment, changes)
    return attachment


@transaction.atomic
def undo_remove_attachment(*, by: Any, attachment: Attachment) -> Attachment:
    """Put a removed file back. Raises ValidationError where the same file was added since."""
    require(policies.undo_remove_attachment(by, attachment))
    same = Attachment.objects.kept().of(attachment.owner_kind, [attachment.owner_id])
    if same.filter(sha256=attachment.sha256).exists():
        raise ValidationError(_("This very file is kept here again already."))
    changes = compare_and_set(
        attachment, version=attachment.version, removed_at=None, removed_by=None, removed_why=""
    )
    changes["removed_by"] = (attachment.removed_by_id, None)
    _note(by, "undo_remove_attachment", attachment, changes)
    return attachment


@transaction.atomic
def wipe_attachments(*, by: Any) -> int:
    """Let the bytes of files go that were removed thirty days ago; what they were stays written down."""
    require(policies.wipe_attachments(by))
    before = timezone.now() - KEPT_AFTER_REMOVAL
    gone = Attachment.objects.filter(removed_at__lt=before, content__isnull=False)
    rows = list(gone.select_for_update(of=("self",)).order_by("pk")[:200])
    for row in rows:
        AttachmentContent.objects.filter(attachment=row).delete()
        audit.record(
            by=by, action="wipe_attachment", about=row, changes={"size": (row.size, None)},
            secret=["name"],
        )  # fmt: skip
    return len(rows)


def _note(by: Any, action: str, attachment: Attachment, changes: Any) -> None:
    secret = {"removed_why", "name"}
    audit.record(by=by, action=action, about=attachment, changes=changes, secret=secret)
