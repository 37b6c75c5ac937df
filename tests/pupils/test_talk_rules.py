"""Kinds of contact and meeting and the weeks of silence: shared defaults, changed by a school for itself."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pupils.models import TalkKind, TalkRule
from pupils.quiet import weeks_by_code
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.test_contact_pages import text

pytestmark = pytest.mark.django_db


def test_talk_rules_show_what_nobody_has_checked(client, senco):
    page = text(client.get(reverse("talk_rules")))
    assert "No contact home: pupils with an EHC plan" in page
    assert "Not checked." in page
    assert "Team around the child or family" in page


def test_edit_talk_rule_counts_for_the_school_alone(client, senco, school):
    shared = TalkRule.objects.get(school=None, code="quiet-plan")
    address = reverse("edit_talk_rule", args=[shared.pk])
    sent = {"weeks": "4", "source": "Our policy", "version": shared.version}
    assert client.post(address, sent | {"weeks": "0"}).status_code == 200
    assert client.post(address, sent).status_code == 302
    other = SchoolFactory()
    assert (weeks_by_code(school.pk)["E"], weeks_by_code(other.pk)["E"]) == (4, 6)
    assert client.post(address, sent).status_code == 409


def test_talk_kind_is_added_renamed_and_retired(client, senco, school):
    client.post(reverse("add_contact_kind"), {"name": "Trips"})
    made = TalkKind.objects.get(school=school)
    assert (made.use, made.name) == ("contact", "Trips")
    again = client.post(reverse("add_contact_kind"), {"name": "trips"})
    assert "The school has one of this name already." in text(again)
    today = timezone.localdate()
    address = reverse("edit_talk_kind", args=[made.pk])
    early = {"name": "Outings", "version": 1, "valid_until": "2000-01-01"}
    assert "It was offered from a later day." in text(client.post(address, early))
    client.post(address, {"name": "Outings", "version": 1, "valid_until": today.isoformat()})
    made.refresh_from_db()
    assert (made.name, made.valid_until) == ("Outings", today)
    later = today.replace(year=today.year + 1)
    assert made in TalkKind.objects.offered(school.pk, "contact")
    assert made not in TalkKind.objects.offered(school.pk, "contact", later)


def test_meeting_kind_brings_its_agenda(client, senco, school):
    client.post(reverse("add_meeting_kind"), {"name": "Circle", "agenda": "Hello\n\n Goodbye \n"})
    assert TalkKind.objects.get(school=school).items == ["Hello", "Goodbye"]


def test_talk_rules_are_not_changed_by_others(client, school):
    client.force_login(PostFactory(school=school, role="head").person)
    rule = TalkRule.objects.get(school=None, code="quiet-plan")
    assert client.get(reverse("talk_rules")).status_code == 200
    assert client.get(reverse("edit_talk_rule", args=[rule.pk])).status_code == 403


def test_talk_rule_is_refused_by_the_database_outside_a_year(school):
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkRule.objects.create(school=school, code="x", name="x", weeks=53, source="x")
