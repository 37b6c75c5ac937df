"""One review from opening to the day when nothing can change it, through the front door."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from appraisal.models import AreaJudgement, Evidence, Objective, Review, Signature
from core import triggers
from core.models import AuditEvent, Look
from tests.appraisal.conftest import PASSWORD, add_objective, fresh

pytestmark = pytest.mark.django_db


def signed_in(post) -> Client:
    client = Client()
    client.force_login(post.person)
    return client


def shown_on(page) -> str:
    return re.search(r'name="shown" value="([0-9a-f]{64})"', page.content.decode()).group(1)


def sign(client, review, shown=""):
    url = reverse("sign_review", args=[review.pk])
    shown = shown or shown_on(client.get(url))
    return client.post(url, {"shown": shown, "password": PASSWORD})


@pytest.fixture
def signed(house, ready):
    """Signed by both, the appraiser first."""
    assert sign(signed_in(house.hlta), ready).status_code == 302
    assert sign(signed_in(house.ta), ready).status_code == 302
    return fresh(ready)


def test_review_goes_from_opening_to_both_signatures(house):
    hlta, ta = signed_in(house.hlta), signed_in(house.ta)
    answer = hlta.post(reverse("open_review", args=[house.ta.pk]), {"cycle": house.cycle.pk})
    review = Review.objects.get()
    assert answer.url == reverse("review", args=[review.pk])
    assert review.judgements.count() == 5
    page = hlta.get(reverse("add_objective", args=[review.pk]) + "?from=pace")
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert hlta.post(reverse("add_objective", args=[review.pk]), data).status_code == 302
    assert ta.get(reverse("choose_evidence", args=[review.pk])).context["page"].paginator.count == 1
    offer = reverse("offer_evidence", args=[review.pk, "session", house.session.pk])
    area = AreaJudgement.objects.first().area_id
    assert ta.post(offer, {"area": area, "why": "It went well"}).status_code == 302
    for judged in review.judgements.select_related("area"):
        code = judged.area.code
        view = reverse("give_own_view", args=[review.pk, code])
        assert ta.post(view, {"own_view": "at", "version": 1}).status_code == 302
        url = reverse("judge_area", args=[review.pk, code])
        said = {"level": "above", "because": "Seen twice", "version": 2}
        assert hlta.post(url, said).status_code == 302
    assert hlta.post(reverse("mark_ready", args=[review.pk])).status_code == 302
    assert sign(ta, review).status_code == 302
    assert fresh(review).state == "ready"
    assert sign(hlta, review).status_code == 302
    review = fresh(review)
    assert (review.state, review.locked_at is not None) == ("signed", True)
    for rows in (review.objectives, review.evidence, review.judgements):
        assert not rows.filter(is_locked=False).exists()
    call_command("verify_signatures")


def test_signed_review_refuses_every_form(house, signed):
    objective, evidence = signed.objectives.get(), Evidence.objects.filter(review=signed)
    assert not evidence.exists()
    routes = [
        ("add_objective", [signed.pk]), ("edit_objective", [objective.pk]),
        ("rate_objective", [objective.pk]), ("remove_objective", [objective.pk]),
        ("set_meeting", [signed.pk]), ("comment_review", [signed.pk]), ("mark_ready", [signed.pk]),
        ("reopen_review", [signed.pk]), ("judge_area", [signed.pk, "P"]),
        ("give_own_view", [signed.pk, "P"]), ("sign_review", [signed.pk]),
        ("offer_evidence", [signed.pk, "session", house.session.pk]),
    ]  # fmt: skip
    before = rows_of(signed)
    for post in (house.ta, house.hlta):
        client = signed_in(post)
        for name, args in routes:
            assert client.post(reverse(name, args=args), {"version": 1}).status_code == 403, name
    assert rows_of(signed) == before


def rows_of(review):
    """Every row of the review."""
    tables = (
        Review.objects.filter(pk=review.pk),
        review.objectives,
        review.evidence,
        review.judgements,
        review.signatures,
    )
    return [
        sorted(
            repr([bytes(one) if isinstance(one, memoryview) else one for one in row])
            for row in rows.values_list()
        )
        for rows in tables
    ]


@pytest.mark.parametrize("rows", ["objectives", "judgements", "signatures"])
def test_signed_review_refuses_the_orm_and_raw_sql(signed, rows):
    manager = getattr(signed, rows)
    table, pk = manager.model._meta.db_table, manager.first().pk
    tries = [
        lambda: manager.update(review=signed),
        lambda: manager.all().delete(),
        lambda: run(f'UPDATE "{table}" SET review_id = review_id WHERE id = %s', pk),
        lambda: run(f'DELETE FROM "{table}" WHERE id = %s', pk),
    ]
    refused(tries)


def test_signed_review_row_refuses_the_orm_and_raw_sql(signed):
    rows = Review.objects.filter(pk=signed.pk)
    refused([
        lambda: rows.update(appraiser_comment="Other words"),
        lambda: rows.update(state="open", locked_at=None),
        lambda: run("UPDATE appraisal_review SET locked_at = NULL, state = 'open' WHERE id = %s", signed.pk),
        lambda: run("DELETE FROM appraisal_review WHERE id = %s", signed.pk),
    ])  # fmt: skip


def test_signed_review_lets_nothing_in(house, signed):
    """No objective, evidence or judgement joins it, new or moved from another review."""
    other = Review.objects.create(
        school=house.school, cycle=house.cycle, appraisee=house.ta2, appraiser=house.hlta2,
        band=house.ta2.band,
    )  # fmt: skip
    first = signed.judgements.first()
    values = {
        "title": "Late", "kind": "school", "area": first.area, "success_criteria": "x",
        "due_on": house.cycle.final_by,
    }  # fmt: skip
    loose = Objective.objects.create(review=other, **values)
    evidence = {
        "area": first.area, "kind": "session", "source_id": 1, "statement": "x",
        "happened_on": house.session.on,
    }  # fmt: skip
    refused([
        lambda: Objective.objects.create(review=signed, **values),
        lambda: Evidence.objects.create(review=signed, **evidence),
        lambda: Objective.objects.filter(pk=loose.pk).update(review=signed),
        lambda: run("UPDATE appraisal_objective SET review_id = %s WHERE id = " + str(loose.pk), signed.pk),
    ])  # fmt: skip
    assert Evidence.objects.create(review=other, **evidence).pk
    assert not triggers.missing("default")


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(tries) -> None:
    for attempt in tries:
        with (
            pytest.raises(DatabaseError, match="a signed review does not change"),
            transaction.atomic(),
        ):
            attempt()


def test_sign_review_covers_what_was_shown_and_refuses_a_changed_text(house, ready):
    """Two tabs: one signs a text that the other has changed meanwhile."""
    hlta, ta = signed_in(house.hlta), signed_in(house.ta)
    url = reverse("sign_review", args=[ready.pk])
    seen = shown_on(ta.get(url))
    hlta.post(reverse("reopen_review", args=[ready.pk]))
    said = {"comment": "One more thing", "version": fresh(ready).version}
    hlta.post(reverse("comment_review", args=[ready.pk]), said)
    hlta.post(reverse("mark_ready", args=[ready.pk]))
    answer = ta.post(url, {"shown": seen, "password": PASSWORD})
    assert answer.status_code == 409
    assert "One more thing" in answer.content.decode()
    assert not Signature.objects.exists()
    assert sign(ta, ready, shown_on(answer)).status_code == 302


def test_sign_review_asks_for_the_password(house, ready):
    client = signed_in(house.ta)
    url = reverse("sign_review", args=[ready.pk])
    seen = shown_on(client.get(url))
    answer = client.post(url, {"shown": seen, "password": "wrong one"})
    assert answer.status_code == 422
    assert "This is not your password" in answer.content.decode()
    assert not Signature.objects.exists()


def test_sign_review_without_a_password_asks_for_a_fresh_sign_in(house, ready):
    person = house.ta.person
    person.set_unusable_password()
    person.save()
    client = signed_in(house.ta)
    url = reverse("sign_review", args=[ready.pk])
    assert client.post(url, {"shown": shown_on(client.get(url))}).status_code == 302
    session = client.session
    assert Signature.objects.get().side == "appraisee"
    assert b"recent sign-in" in bytes(Signature.objects.get().content)
    assert session


def test_signature_seals_the_exact_bytes(signed):
    for signature in signed.signatures.all():
        assert bytes(signature.content).decode().startswith('{"document":{"about":')
    call_command("verify_signatures")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("appraisal_objective", "title = 'Something else'"),
        ("appraisal_areajudgement", "level = 'below'"),
        ("appraisal_review", "appraiser_comment = 'Not what was signed'"),
        ("appraisal_signature", "sha256 = 'no'"),
        ("appraisal_signature", "seal = 'AAAA'"),
        ("appraisal_signature", "key_id = 'unknown'"),
        ("appraisal_signature", "role = 'head'"),
    ],
)
def test_verify_signatures_names_what_somebody_changed_behind_the_triggers(
    signed, table, change, capsys
):
    triggers.remove("default")
    run(f"UPDATE {table} SET {change}")
    with pytest.raises(CommandError) as failed:
        call_command("verify_signatures")
    assert failed.value.returncode == 1
    assert f"under review {signed.pk}" in capsys.readouterr().err
    triggers.install("default")


def test_verify_signatures_holds_after_the_key_has_changed(signed, settings):
    settings.SIGNING_KEYS_RETIRED = [settings.SIGNING_KEY]
    settings.SIGNING_KEY = "a new key for the new year"
    call_command("verify_signatures")


def test_verify_signatures_holds_when_somebody_changes_their_name(house, signed):
    person = house.ta.person
    person.full_name = "A Married Name"
    person.save()
    call_command("verify_signatures")


def test_correct_review_names_the_old_version_which_stays(house, signed):
    client = signed_in(house.hlta)
    answer = client.post(reverse("correct_review", args=[signed.pk]))
    new = Review.objects.get(corrects=signed)
    assert answer.url == reverse("review", args=[new.pk])
    assert (new.state, new.objectives.count(), new.judgements.count()) == ("open", 1, 5)
    assert not new.signatures.exists()
    page = client.get(reverse("review", args=[signed.pk]))
    assert "A correction has taken the place" in page.content.decode()
    assert client.post(reverse("correct_review", args=[signed.pk])).status_code == 403
    call_command("verify_signatures")


def test_print_review_shows_text_and_signatures(house, signed):
    page = signed_in(house.senco).get(reverse("print_review", args=[signed.pk])).content.decode()
    assert signed.objectives.get().title in page
    for signature in signed.signatures.all():
        assert signature.sha256[:16] in page


def test_reading_a_review_is_written_down(house, review):
    signed_in(house.senco).get(reverse("review", args=[review.pk]))
    look = Look.objects.get(page="review")
    assert (look.actor_id, look.object_id) == (house.senco.person_id, review.pk)


def test_record_book_keeps_no_words_of_a_review(house, review):
    add_objective(house, review, title="A very private objective")
    event = AuditEvent.objects.get(action="add_objective")
    assert "private" not in repr(event.changes) + event.object_name


def test_record_book_says_whose_review_it_is_to_who_may_see_the_review(house, review):
    area = review.judgements.first().area.code
    signed_in(house.hlta).post(
        reverse("judge_area", args=[review.pk, area]),
        {"level": "at", "because": "Seen twice.", "version": "1"},
    )

    def about(post, kind):
        page = signed_in(post).get("/records/", {"kind": kind})
        return [entry.about for entry in page.context["entries"]]

    kind = "appraisal.areajudgement"
    assert about(house.head, kind) == [f"{house.ta.person.full_name}, Area judgement"]
    assert about(house.dsl, kind) == ["Area judgement"]


def test_edit_objective_with_an_old_version_shows_both_texts(house, review):
    objective = add_objective(house, review)
    url = reverse("edit_objective", args=[objective.pk])
    data = {
        "kind": "outcomes", "area": objective.area_id, "success_criteria": "x",
        "due_on": objective.due_on.isoformat(), "version": 1,
    }  # fmt: skip
    assert signed_in(house.hlta).post(url, data | {"title": "Hers"}).status_code == 302
    answer = signed_in(house.ta).post(url, data | {"title": "His own"})
    assert answer.status_code == 409
    assert "Hers" in answer.content.decode()
    assert "His own" in answer.content.decode()


def test_add_objective_sent_twice_makes_one(house, review):
    client = signed_in(house.ta)
    url = reverse("add_objective", args=[review.pk])
    form = client.get(url).context["form"]
    data = {
        "kind": "school", "area": AreaJudgement.objects.first().area_id, "title": "Once",
        "success_criteria": "x", "due_on": house.cycle.final_by.isoformat(),
        "submission_id": form["submission_id"].value(),
    }  # fmt: skip
    assert client.post(url, data).url == client.post(url, data).url
    assert Objective.objects.filter(title="Once").count() == 1


def test_withdraw_evidence_takes_it_out_of_the_appraisers_sight(house, review):
    ta, hlta = signed_in(house.ta), signed_in(house.hlta)
    offer = reverse("offer_evidence", args=[review.pk, "gain", house.place.pk])
    assert ta.post(offer, {"area": AreaJudgement.objects.first().area_id}).status_code == 302
    evidence = Evidence.objects.get()
    assert house.place.pupil.initials in evidence.statement
    assert house.place.pupil.surname not in evidence.statement
    assert evidence.statement in hlta.get(reverse("review", args=[review.pk])).content.decode()
    assert ta.post(reverse("withdraw_evidence", args=[evidence.pk])).status_code == 302
    assert evidence.statement not in hlta.get(reverse("review", args=[review.pk])).content.decode()


def test_offer_evidence_refuses_the_work_of_others(house, review):
    assert signed_in(house.ta).get(
        reverse("offer_evidence", args=[review.pk, "session", house.session.pk + 1])
    ).status_code == 404  # fmt: skip
    house.session.post = house.ta2
    house.session.save()
    answer = signed_in(house.ta).post(
        reverse("offer_evidence", args=[review.pk, "session", house.session.pk]), {}
    )
    assert answer.status_code == 404
