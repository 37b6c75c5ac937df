"""What the record book tells of a pupil: that a number changed, never the number."""

import pytest
from django.db import transaction

from core import audit
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory
from tests.pupils.files import TEMPORARY, UPNS

pytestmark = pytest.mark.django_db

ULN = "1234567890"


@pytest.mark.parametrize("role", ["head", "senco", "dsl"])
def test_record_book_shows_no_national_number_to_anybody(client, school, role):
    pupil = PupilFactory(school=school)
    changes = {"upn": ("", UPNS[0]), "former_upn": (TEMPORARY, ""), "uln": (None, ULN),
               "form": ("8A", "8B")}  # fmt: skip
    with transaction.atomic():
        audit.record(by=None, action="edit_pupil", about=pupil, changes=changes)
    client.force_login(PostFactory(role=role, school=school).person)
    answer = client.get("/records/")
    shown = {change.field: change for change in answer.context["entries"][0].changes}
    assert [shown[name].is_hidden for name in ("UPN", "former UPN", "ULN")] == [True] * 3
    assert (shown["form"].old, shown["form"].new) == ("8A", "8B")
    page = answer.content.decode()
    assert not [number for number in (UPNS[0], TEMPORARY, ULN) if number in page]
    assert page.count("value not shown") == 3
