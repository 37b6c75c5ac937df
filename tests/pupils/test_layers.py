"""Layers of support: the list, the moves, the trail of why; and the rules of plans."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Layer, LayerMove, Plan, PlanKind, PlanSection
from tests.factories import plans as make
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def layer(code: str) -> Layer:
    return Layer.objects.get(school=None, code=code)


def move(client, pupil, code: str, days: int = 0, **changed):
    sent = {
        "layer": layer(code).pk, "on": (TODAY - datetime.timedelta(days=days)).isoformat(),
        "decided_by": "SENCO with the parents", "why": "Two cycles without change",
        "evidence": "Reviews of cycles 1 and 2",
    } | changed  # fmt: skip
    return client.post(url("move_layer", pupil), sent)


def test_both_lists_of_layers_are_seeded_and_only_those_in_use_are_offered(client, pupil, senco):
    schemes = dict(Layer.objects.filter(school=None).values_list("code", "scheme"))
    assert {
        "wave-1",
        "wave-2",
        "wave-3",
        "universal",
        "targeted",
        "targeted-plus",
        "specialist",
    } == set(schemes)
    offered = text(client.get(url("move_layer", pupil)))
    assert "Specialist" in offered
    assert "Wave 2" not in offered
    assert "Targeted Plus" not in offered
    switch = {"is_on": "on", "name": "Wave 2", "about": "", "source": "Our policy", "version": 1}
    row = layer("wave-2")
    assert client.post(reverse("edit_layer", args=[row.pk]), switch).status_code == 302
    assert "Wave 2" in text(client.get(url("move_layer", pupil)))
    assert not layer("wave-2").is_on
    assert AuditEvent.objects.filter(action="edit_plan_rule").exists()


def test_move_layer_keeps_the_trail_with_who_why_and_on_what(client, pupil, senco):
    assert move(client, pupil, "universal", 90).status_code == 302
    assert move(client, pupil, "targeted", 30, submission_id=KEY).status_code == 302
    move(client, pupil, "targeted", 30, submission_id=KEY)
    assert LayerMove.objects.count() == 2
    last = LayerMove.objects.order_by("-on").first()
    assert (last.layer, last.before) == (layer("targeted"), layer("universal"))
    shown = text(client.get(url("pupil_layers", pupil)))
    for words in ("Universal to Targeted", "SENCO with the parents", "Reviews of cycles 1 and 2"):
        assert words in shown
    assert "Layer of support: Targeted, before Universal" in text(
        client.get(url("pupil_chronology", pupil))
    )
    assert "<b><a href" in text(client.get(url("pupil_plans", pupil)))
    wrong = move(client, pupil, "specialist", why="")
    assert wrong.status_code == 200
    assert "Reviews of cycles 1 and 2" in text(wrong)


def test_withdrawn_move_stays_on_the_trail_and_no_longer_counts(client, pupil, senco):
    move(client, pupil, "universal", 90)
    move(client, pupil, "specialist", 3)
    row = LayerMove.objects.order_by("-on").first()
    address = reverse("withdraw_layer_move", args=[row.pk])
    assert client.post(address, {"because": "Wrong pupil", "version": 9}).status_code == 409
    assert client.post(address, {"because": "Wrong pupil", "version": 1}).status_code == 302
    shown = text(client.get(url("pupil_layers", pupil)))
    assert "<b>Universal</b>" in shown
    assert "Wrong pupil" in shown
    assert client.get(address).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        LayerMove.objects.filter(pk=row.pk).update(withdrawn_on=None, withdrawn_because="")
    with pytest.raises(IntegrityError), transaction.atomic():
        LayerMove.objects.exclude(pk=row.pk).update(why="Another reason")


def test_trail_is_for_whole_readers(client, pupil, senco):
    move(client, pupil, "universal", 90)
    ta, hlta = PostFactory(school=pupil.school), PostFactory(school=pupil.school, role="hlta")
    for post in (ta, hlta):
        link(pupil, post, "leads")
    client.force_login(ta.person)
    assert client.get(url("pupil_layers", pupil)).status_code == 403
    assert "Layer of support" not in text(client.get(url("pupil_chronology", pupil)))
    client.force_login(hlta.person)
    assert "Two cycles without change" in text(client.get(url("pupil_layers", pupil)))
    assert client.get(url("move_layer", pupil)).status_code == 403


def test_plan_rules_say_their_source_and_what_nobody_checked(client, senco):
    shown = text(client.get(reverse("plan_rules")))
    assert shown.count("Not checked.") >= 10
    assert "Individual Support Plan" in shown
    assert "a proposal and not law" in shown


def test_school_switches_on_the_support_plan_of_the_reform(client, pupil, senco):
    kind = PlanKind.objects.get(school=None, code="isp")
    sent = {
        "is_on": "on",
        "name": kind.name,
        "review_months": "12",
        "source": "Pilot",
        "version": 1,
    }
    assert client.post(reverse("edit_plan_kind", args=[kind.pk]), sent).status_code == 302
    own = PlanKind.objects.get(school=pupil.school, code="isp")
    assert own.is_on
    assert own.valid_from == kind.valid_from
    answer = client.post(url("start_plan", pupil), {"kind": "isp"})
    made = Plan.objects.get(pupil=pupil)
    assert made.kind == own
    shown = text(client.get(answer["Location"]))
    assert "Universal offer" in shown
    other = PostFactory(role="senco")
    assert (
        PlanKind.objects.visible_to(other.person).in_use_at(other.school_id).get(code="isp") == kind
    )


def test_school_that_changes_a_kind_takes_its_plans_along(client, pupil, senco):
    made = make.published(pupil, senco, "sen-support")
    kind = PlanKind.objects.get(school=None, code="sen-support")
    sent = {"is_on": "on", "name": "Learning plan", "source": "Policy", "version": 1}
    address = reverse("edit_plan_kind", args=[kind.pk])
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"name": "Again"}).status_code == 409
    made.refresh_from_db()
    assert made.kind.name == "Learning plan"
    copy = make.start_plan(by=senco, pupil=pupil, kind=made.kind)
    assert (copy.number, copy.kind) == (2, made.kind)
    assert make.publish(copy, senco).cycle == made.cycle


def test_section_switched_off_disappears_unless_something_stands_in_it(client, pupil, senco):
    made = make.draft(pupil, senco)
    make.add(made, senco, "ehc-j", what="Swimming", amount=300, per="year")
    for code in ("ehc-j", "ehc-h2"):
        row = PlanSection.objects.get(school=None, code=code)
        sent = {"title": row.title, "source": "Policy", "version": 1}
        assert client.post(reverse("edit_section_rule", args=[row.pk]), sent).status_code == 302
    shown = text(client.get(reverse("plan", args=[made.pk])))
    assert 'pl-letter">J<' in shown
    assert 'pl-letter">H2<' not in shown
