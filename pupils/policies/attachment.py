"""Who reads a pupil's files, adds one and removes one. The record that has the file decides."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import Attachment
from pupils.models.attachment import owner_of
from pupils.policies.involvement import keep_help, see_help

#: How long a removed file can be had back; then its bytes go.
KEPT_AFTER_REMOVAL = datetime.timedelta(days=30)

see_files = see_help
keep_own_file = keep_help


def keep_attachment(person: Any, kind: str, record: Any) -> str:
    """Whoever keeps the record that the file belongs to."""
    owner = owner_of(kind)
    if owner is None:
        return _("Records of this kind have no files.")
    return owner.keep(person, record)


def download_attachment(person: Any, attachment: Attachment) -> str:
    """Whoever sees the record, until the file is removed."""
    if attachment.removed_at:
        return _("This file was removed. Whoever keeps the record can take that back for 30 days.")
    return ""


def remove_attachment(person: Any, attachment: Attachment) -> str:
    """Whoever keeps the record, once."""
    reason = _of_its_record(person, attachment)
    if not reason and attachment.removed_at:
        return _("This file was removed already.")
    return reason


def undo_remove_attachment(person: Any, attachment: Attachment) -> str:
    """Whoever keeps the record, while the bytes are there."""
    reason = _of_its_record(person, attachment)
    if reason:
        return reason
    if not attachment.removed_at:
        return _("This file has not been removed.")
    if attachment.removed_at < timezone.now() - KEPT_AFTER_REMOVAL:
        return _("This file was removed more than 30 days ago, so it is gone.")
    return ""


def _of_its_record(person: Any, attachment: Attachment) -> str:
    owner = owner_of(attachment.owner_kind)
    record = owner.seen(person).filter(pk=attachment.owner_id).first() if owner else None
    if owner is None or record is None:
        return _("The record that this file belongs to is not for you.")
    return owner.keep(person, record)


def wipe_attachments(person: Any) -> str:
    """Nobody by hand: the portal itself, when thirty days are over."""
    return "" if person is None else _("The portal lets removed files go by itself.")
