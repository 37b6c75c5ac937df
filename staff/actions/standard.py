"""Wording expectations in editions, and saying which published standard a code means."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from staff import policies
from staff.models import Area, AreaStandard, Band, BandDescriptor, Framework, StaffMember, Standard


@transaction.atomic
def edit_expectation(
    *,
    by: StaffMember,
    school: School,
    area: Area,
    band: Band,
    seen: int | None,
    key: uuid.UUID,
    text: str,
    effective_from: datetime.date,
) -> BandDescriptor:
    """Word one cell anew from a day, as the school's next edition; the editions before stay.

    ``seen`` is the edition the form showed. Raises Refused, AlreadyDone, and Stale when another
    edition was written since.
    """
    require(policies.edit_expectation(by, school.pk))
    submission = once(by=by, key=key, use_case="edit_expectation")
    School.objects.select_for_update().get(pk=school.pk)
    cell = BandDescriptor.objects.filter(Q(school=None) | Q(school=school), area=area, band=band)
    newest = cell.at(school.pk).first()
    if newest and newest.pk != seen:
        raise Stale(newest, {"text": text, "effective_from": effective_from})
    edition = (cell.aggregate(last=Max("edition"))["last"] or 0) + 1
    made = BandDescriptor.objects.create(
        school=school,
        area=area,
        band=band,
        edition=edition,
        text=text,
        effective_from=effective_from,
    )
    changes = {
        "text": (newest and newest.text, text),
        "edition": (newest and newest.edition, edition),
        "from": (newest and newest.effective_from, effective_from),
    }
    audit.record(by=by, action="edit_expectation", about=made, changes=changes)
    answered(submission, f"/standards/{area.code}/{band.number}/")
    return made


@transaction.atomic
def confirm_standard(
    *,
    by: StaffMember,
    school: School,
    standard: Standard,
    version: int,
    match: str,
    matches: Standard | None,
) -> Standard:
    """Say for this school which published standard a code means, or that none does.

    The shared list stays as it is: the first word of a school makes a copy that is the school's
    own, codes and links as they were. Raises Refused, Stale.
    """
    require(policies.confirm_standard(by, school.pk, standard))
    if matches and matches.match != Standard.Match.PUBLISHED:
        raise Refused(_("Only a published standard can be what a code means."))
    School.objects.select_for_update().get(pk=school.pk)
    own = _own(school, standard)
    if (match == Standard.Match.CONFIRMED) != (matches is not None):
        raise Refused(_("A confirmed code names its standard, and no other code does."))
    changed = compare_and_set(own, version=version, match=match, matches=matches)
    if changed:
        audit.record(
            by=by, action="confirm_standard", about=own, school_id=school.pk, changes=changed
        )
    return own


def _own(school: School, standard: Standard) -> Standard:
    if standard.framework.school_id == school.pk:
        return standard
    shared = standard.framework
    own, made = Framework.objects.get_or_create(
        school=school,
        code=shared.code,
        edition=shared.edition,
        defaults={"name": shared.name, "source": shared.source},
    )
    if made:
        _copy(shared, own)
    return own.standards.get(code=standard.code)


def _copy(shared: Framework, own: Framework) -> None:
    names = ("code", "theme", "text", "match", "matches_id", "version")
    rows = [
        Standard(framework=own, **{name: getattr(one, name) for name in names})
        for one in shared.standards.all()
    ]
    copies = {one.code: one for one in Standard.objects.bulk_create(rows)}
    links = AreaStandard.objects.filter(standard__framework=shared)
    AreaStandard.objects.bulk_create(
        [
            AreaStandard(area_id=area_id, standard=copies[code])
            for area_id, code in links.values_list("area_id", "standard__code")
        ]
    )
