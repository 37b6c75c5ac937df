"""Parents and carers: added, found and linked, changed, taken off a pupil and put back."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.names import fold
from core.policy import require
from core.record import Changes, answered, compare_and_set, once
from pupils import policies
from pupils.models import Carer, CarerLink, Pupil

#: What the record book keeps as digests: whoever reads the book need not know how to reach a family.
SECRET = frozenset({*Carer.CONTACT, "full_name", "called", "detail", "responsibility", "basis"})
A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def add_carer(
    *, by: Any, pupil: Pupil, carer: dict[str, Any], link: dict[str, Any], submission_id: Any = None
) -> CarerLink:
    """Add somebody new to the school's list and link them to the pupil. Raises AlreadyDone."""
    require(policies.keep_carers(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_carer") if submission_id else None
    person = Carer.objects.create(school_id=pupil.school_id, **carer)
    _note(by, "add_carer", person, _new(carer), pupil.pk)
    made = _link(by, pupil, person, link)
    if sent:
        answered(sent, reverse("pupil_family", args=[pupil.pk]))
    return made


@transaction.atomic
def link_carer(
    *, by: Any, pupil: Pupil, carer: Carer, link: dict[str, Any], submission_id: Any = None
) -> CarerLink:
    """Link somebody who stands in the school's list already, as a sibling's parent.

    Raises AlreadyDone, and ValidationError where the pupil has this carer already.
    """
    require(policies.keep_carers(by, pupil))
    sent = once(by=by, key=submission_id, use_case="link_carer") if submission_id else None
    made = _link(by, pupil, carer, link)
    if sent:
        answered(sent, reverse("pupil_family", args=[pupil.pk]))
    return made


@transaction.atomic
def edit_carer(*, by: Any, carer: Carer, version: int, fields: dict[str, Any]) -> Carer:
    """Change who somebody is or how to reach them, for all their children at once. Raises Stale."""
    require(policies.keep_carers_at(by, carer.school_id))
    folded = fold(fields["full_name"])[:200]
    changes = compare_and_set(carer, version=version, **fields, search_name=folded)
    changes.pop("search_name", None)
    _note(by, "edit_carer", carer, changes)
    return carer


@transaction.atomic
def edit_carer_link(*, by: Any, link: CarerLink, version: int, fields: dict[str, Any]) -> CarerLink:
    """Change what somebody is to the pupil. Raises Stale."""
    require(policies.keep_carers_at(by, link.school_id))
    changes = compare_and_set(link, version=version, **fields)
    _note(by, "edit_carer_link", link, changes)
    return link


@transaction.atomic
def end_carer_link(*, by: Any, link: CarerLink, version: int) -> CarerLink:
    """Take somebody off the pupil from today on; the link stays in the history. Raises Stale."""
    require(policies.end_carer_link(by, link))
    yesterday = timezone.localdate() - A_DAY
    changes = compare_and_set(link, version=version, ends_on=yesterday)
    _note(by, "end_carer_link", link, changes)
    return link


@transaction.atomic
def undo_end_carer_link(*, by: Any, link: CarerLink) -> CarerLink:
    """Put somebody back who was taken off by mistake."""
    Pupil.objects.select_for_update().get(pk=link.pupil_id)
    require(policies.undo_end_carer_link(by, link))
    changes = compare_and_set(link, version=link.version, ends_on=None)
    _note(by, "undo_end_carer_link", link, changes)
    return link


def _link(by: Any, pupil: Pupil, carer: Carer, fields: dict[str, Any]) -> CarerLink:
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    if CarerLink.objects.filter(pupil=pupil, carer=carer, ends_on=None).exists():
        raise ValidationError(_("This person is linked to the pupil already."))
    made = CarerLink.objects.create(
        school_id=pupil.school_id, pupil=pupil, carer=carer, **fields
    )  # fmt: skip
    changes = _new({"carer": carer.pk, **fields})
    _note(by, "link_carer", made, changes)
    return made


def _new(fields: dict[str, Any]) -> Changes:
    return {name: (None, value) for name, value in fields.items() if value not in ("", None)}


def _note(by: Any, action: str, about: Any, changes: Changes, pupil_id: int | None = None) -> None:
    secret = SECRET & changes.keys()
    audit.record(
        by=by, action=action, about=about, changes=changes, secret=secret, pupil_id=pupil_id
    )
