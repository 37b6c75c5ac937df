"""The grid a support adult's work is judged by: five areas by three bands, with the standards cited.

A review asks here too, so that page and judgement go by the same edition.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from staff.models import Area, AreaStandard, Band, BandDescriptor, Framework, Standard


@dataclass(frozen=True)
class Cell:
    """What a band is expected to do in an area today, and the next wording if one is set."""

    band: Band
    now: BandDescriptor | None
    coming: BandDescriptor | None


@dataclass(frozen=True)
class Row:
    """One area: the codes the job description cites for it, and its three cells."""

    area: Area
    standards: list[Standard]
    cells: list[Cell]


def descriptors_in_force(
    school_id: int, on: datetime.date | None = None
) -> dict[tuple[int, int], BandDescriptor]:
    """The expectation that counts on a day, by area and band: one query."""
    on = on or timezone.localdate()
    found: dict[tuple[int, int], BandDescriptor] = {}
    for row in BandDescriptor.objects.at(school_id, on):
        found.setdefault((row.area_id, row.band_id), row)
    return found


def grid_at(school_id: int, on: datetime.date | None = None) -> list[Row]:
    """The whole grid of a school: four queries whatever it holds."""
    on = on or timezone.localdate()
    now: dict[tuple[int, int], BandDescriptor] = {}
    coming: dict[tuple[int, int], BandDescriptor] = {}
    for row in BandDescriptor.objects.at(school_id):
        place = (row.area_id, row.band_id)
        if row.effective_from > on:
            coming[place] = row
        else:
            now.setdefault(place, row)
    cited = cited_at(school_id)
    bands = list(Band.objects.all())
    return [
        Row(
            area,
            cited.get(area.pk, []),
            [
                Cell(band, now.get((area.pk, band.pk)), coming.get((area.pk, band.pk)))
                for band in bands
            ],
        )
        for area in Area.objects.all()
    ]


def cited_at(school_id: int) -> dict[int, list[Standard]]:
    """Standards the school's job description cites, by area, in the order of their codes."""
    links = AreaStandard.objects.filter(
        standard__framework__in=Framework.objects.in_use_at(school_id)
    ).select_related("standard__matches")
    found: dict[int, list[Standard]] = {}
    for link in links.order_by("standard__code"):
        found.setdefault(link.area_id, []).append(link.standard)
    return found
