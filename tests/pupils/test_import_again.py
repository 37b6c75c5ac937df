"""Whatever a file says, saving it and reading it again finds nothing left to change."""

import datetime
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audit import verify
from pupils.actions.imports import import_file
from pupils.models import Import, ImportRow, Need, Pupil, SenStatus
from pupils.needs import why_not
from tests.factories.staff import SchoolFactory
from tests.pupils.files import TEMPORARY, UPNS, export, row

pytestmark = pytest.mark.django_db

names = st.text(string.ascii_letters + "éöÉß'- ", min_size=1, max_size=12).filter(
    lambda text: any(letter.isalpha() for letter in text) and text[0].isalpha()
)
days = st.dates(datetime.date(2009, 9, 1), datetime.date(2015, 8, 31))
needs = st.sampled_from(["", "SLCN", "ASD", "SpLD", "NSA", "DS", "OTH"])
pupils = st.builds(
    row,
    upn=st.sampled_from(["", *UPNS, TEMPORARY]),
    surname=names,
    forename=names,
    born=days.map(lambda day: day.strftime("%d/%m/%Y")),
    year=st.sampled_from(["", "7", "08", "Year 9", "13"]),
    form=st.sampled_from(["", "7A", "10 B"]),
    sen=st.sampled_from(["", "N", "K", "E", "K - SEN Support"]),
    need=needs,
    second=needs,
    number=st.sampled_from(["", "1", "2", "3"]),
    known=st.one_of(st.just(""), names),
    left=st.sampled_from(["", "17/07/2026"]),
)


def check_register(school) -> None:
    """The copies agree with the rows, and the rules of status and needs hold."""
    for pupil in Pupil.objects.filter(school=school):
        standing = list(SenStatus.objects.open().filter(pupil=pupil).values_list("code", flat=True))
        assert standing in ([], [pupil.sen_code])
        needs_now = Need.objects.open().filter(pupil=pupil).order_by("rank")
        codes = list(needs_now.values_list("need_type__code", flat=True))
        assert [*codes, "", ""][:2] == [pupil.main_need, pupil.second_need]
        assert pupil.search_name == pupil.folded()
        if codes or pupil.sen_code == "N":
            assert why_not(pupil.sen_code, codes) == ""


def outcomes(item: Import) -> set[str]:
    return set(item.rows.values_list("outcome", flat=True))


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(pupils, min_size=1, max_size=6), st.lists(pupils, min_size=1, max_size=6))
def test_import_pupils_of_any_file_then_again_is_unchanged(db, first, second):
    school = SchoolFactory()
    for rows in (first, second):
        content = export(*rows)
        given_file = {"by": None, "school": school, "file_name": "f.csv", "content": content}
        import_file(**given_file, kind=Import.Kind.SHEET)
        check_register(school)
        before = list(Pupil.objects.filter(school=school).values())
        again = import_file(**given_file, kind=Import.Kind.SHEET)
        assert outcomes(again) <= {ImportRow.Outcome.UNCHANGED, ImportRow.Outcome.REFUSED}
        assert list(Pupil.objects.filter(school=school).values()) == before
    assert list(verify(school.pk)) == []
