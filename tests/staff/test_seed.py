"""What every new database holds: bands, points, standards as the job description cites them."""

import importlib

import pytest
from django.apps import apps

from staff.models import (
    Area,
    AreaStandard,
    Band,
    BandDescriptor,
    Framework,
    PayAward,
    PayPoint,
    PayRule,
    Standard,
)

pytestmark = pytest.mark.django_db
CITED = {
    "P": "1.5 2.1 2.3 2.4 3.1 3.2 3.3 3.4 3.5 3.6 4.5 4.6",
    "O": "1.5 2.2 2.4 3.1 3.4 3.5 4.1 4.5",
    "R": "1.2 1.4 1.5 2.4 4.1 4.2 4.3 4.4 4.5",
    "D": "1.5 2.1 2.3 4.3 4.4 4.5",
    "C": "1.1 1.3 1.4 3.2 3.6 4.4",
}


@pytest.mark.parametrize(("area", "codes"), CITED.items())
def test_seed_cites_for_each_area_what_the_job_description_cites(area, codes):
    links = AreaStandard.objects.filter(area__code=area).select_related("standard__framework")
    assert sorted(link.standard.code for link in links) == codes.split()
    assert {link.standard.framework.code for link in links} == {"school-jd-v1"}


def test_seed_has_41_links_over_21_codes_and_never_cites_2_5():
    assert AreaStandard.objects.count() == 41
    job = Standard.objects.filter(framework__code="school-jd-v1")
    assert job.count() == 21
    assert not job.filter(code="2.5").exists()


def test_seed_leaves_4_6_unmatched_and_every_other_code_unconfirmed():
    job = Standard.objects.filter(framework__code="school-jd-v1")
    assert list(job.filter(match="unmatched").values_list("code", flat=True)) == ["4.6"]
    assert job.filter(match="unconfirmed").count() == 20
    assert not job.filter(matches__isnull=False).exists()
    assert not job.exclude(text="").exists()


def test_seed_has_the_21_published_standards_without_4_6():
    published = Standard.objects.filter(framework__code="ta-standards-2016")
    codes = list(published.order_by("code").values_list("code", flat=True))
    assert len(codes) == 21
    assert "2.5" in codes
    assert "4.6" not in codes
    assert not published.filter(text="").exists()


def test_seed_has_fifteen_expectations_in_edition_one():
    rows = BandDescriptor.objects.all()
    assert {(row.area.code, row.band.number) for row in rows} == {
        (area, band) for area in CITED for band in (1, 2, 3)
    }
    assert {(row.edition, row.school_id) for row in rows} == {(1, None)}
    assert rows.values("text").distinct().count() == 15


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [(1, (18, 19), (7, 8)), (2, (20, 21), (9, 11)), (3, (29, 31), (23, 25))],
)
def test_seed_gives_bands_their_old_and_current_points(number, old, new):
    band = Band.objects.get(number=number)
    assert (band.first_old_point, band.last_old_point) == old
    assert (band.first_point, band.last_point) == new


def test_seed_maps_old_points_to_new_ones():
    points = dict(PayPoint.objects.exclude(old_point=None).values_list("old_point", "point"))
    wanted = {18: 7, 19: 8, 20: 9, 21: 11, 22: 12, 23: 14, 24: 15, 25: 17, 26: 19, 27: 20, 28: 22,
              29: 23, 30: 24, 31: 25}  # fmt: skip
    assert {old: points[old] for old in wanted} == wanted
    new_ones = PayPoint.objects.filter(point__in=[10, 13, 16, 18, 21])
    assert not new_ones.exclude(old_point=None).exists()
    assert new_ones.count() == 5


def test_seed_marks_every_pay_figure_as_unchecked():
    sources = set(PayAward.objects.values_list("source", flat=True))
    assert all("unchecked" in source for source in sources)
    assert (
        PayAward.objects.get(pay_point__point=25, effective_from="2024-04-01").annual_fte == 35235
    )
    assert (
        PayAward.objects.get(pay_point__point=25, effective_from="2025-04-01").annual_fte == 36363
    )
    assert not PayAward.objects.filter(pay_point__point__in=[10, 24]).exists()


def test_seed_can_be_taken_away_and_put_back():
    pay = importlib.import_module("staff.migrations.0002_seed_bands_and_pay")
    standards = importlib.import_module("staff.migrations.0003_seed_standards")
    standards.unseed(apps, None)
    pay.unseed(apps, None)
    for model in (Area, AreaStandard, Band, BandDescriptor, Framework, PayAward, PayPoint):
        assert not model.objects.exists()
    pay.seed(apps, None)
    standards.seed(apps, None)
    assert AreaStandard.objects.count() == 41
    assert PayRule.objects.get(school=None).full_time_hours == 36
