"""Preparing does what is due and nothing else, and never touches what was entered."""

import io

import pytest
from django.core.management import call_command

from core.models import School
from hlta_portal.management.commands import prepare
from staff.models import StaffMember
from tests.factories.staff import PersonFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(prepare, "static_files_are_due", lambda: False)


def run(**options):
    said = io.StringIO()
    call_command("prepare", stdout=said, **options)
    return said.getvalue()


def test_prepare_with_nothing_due_says_nothing_and_adds_nothing():
    assert run() == ""
    assert not School.objects.exists()


def test_prepare_leaves_a_demo_that_is_there_alone(settings):
    settings.DEMO, settings.DEMO_PASSWORD = True, "lantern-orchard-47"
    SchoolFactory()
    person = PersonFactory(username="head")
    before = StaffMember.objects.get(pk=person.pk).password
    assert run() == ""
    assert StaffMember.objects.get(pk=person.pk).password == before
    assert School.objects.count() == 1


def test_prepare_sets_the_demo_people_a_password_that_was_chosen_anew(settings):
    settings.DEMO, settings.DEMO_PASSWORD = True, "lantern-orchard-47"
    SchoolFactory()
    demo, other = PersonFactory(username="head"), PersonFactory(username="somebody.else")
    kept = StaffMember.objects.get(pk=other.pk).password
    run(new_demo_password=True)
    assert StaffMember.objects.get(pk=demo.pk).check_password("lantern-orchard-47")
    assert StaffMember.objects.get(pk=other.pk).password == kept


def test_prepare_notices_a_lost_trigger(monkeypatch):
    def gone(*_args):
        raise prepare.ImproperlyConfigured("gone")

    assert not prepare.migrations_are_due()
    monkeypatch.setattr(prepare, "verify_triggers", gone)
    assert prepare.migrations_are_due()
