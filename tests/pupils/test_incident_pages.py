"""Pages of an incident, through the client: begun, finished, corrected, listed, and whose names they say."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Look
from pupils.models import FollowUp, Incident, IncidentPupil
from tests.factories.behaviour import account_of, begun, line, recorded
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(school, pupil):
    made = PostFactory(role="ta", school=school)
    link(pupil, made)
    return made


@pytest.fixture
def ta(post, client):
    client.force_login(post.person)
    return post.person


def page(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def quick(pupil, **changed) -> dict:
    now = timezone.localtime() - datetime.timedelta(minutes=5)
    return {
        "pupil": pupil.pk, "behaviours": [line("behaviour", "threw").pk], "intensity": "4",
        "place": line("place", "hall").pk, "on": now.date().isoformat(),
        "at": now.strftime("%H:%M"), "submission_id": KEY,
    } | changed  # fmt: skip


def whole(incident, pupil, **changed) -> dict:
    return {
        "on": incident.on.isoformat(), "at": "13:20", "intensity": "3", "function": "escape",
        "behaviours": [line("behaviour", "left-room").pk], "pupil-0": pupil.pk, "part-0": "did",
        "seen": "Stood up, walked out.", "version": incident.version,
        f"step-{line('step', 'take-up').pk}": "helped",
        f"step-{line('step', 'humour').pk}": "-",
    } | changed  # fmt: skip


def test_add_incident_asks_little_and_waits_on_the_first_page(client, pupil, ta):
    form = client.get(f"{reverse('add_incident')}?pupil={pupil.pk}")
    assert form.context["form"]["pupil"].value() == pupil.pk
    assert "The lesson was held up" in page(form)
    answer = client.post(reverse("add_incident"), quick(pupil))
    made = Incident.objects.get()
    assert answer["Location"] == reverse("incident", args=[made.pk])
    assert (made.state, made.by, made.intensity, made.place.code) == ("draft", ta, 4, "hall")
    assert [row.pupil for row in made.pupils.all()] == [pupil]
    assert client.post(reverse("add_incident"), quick(pupil))["Location"] == answer["Location"]
    assert Incident.objects.count() == 1
    home = page(client.get(reverse("home"), follow=True))
    assert "1 incident to finish" in home
    assert reverse("edit_incident", args=[made.pk]) in home


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"behaviours": []}, "Fill this in."),
        ({"intensity": "6"}, "Choose one of the list."),
        ({"on": "2999-01-01"}, "The year looks wrong"),
        ({"at": "25:00"}, "Enter a time like 09:15."),
    ],
)
def test_add_incident_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, ta, changed, words
):
    answer = client.post(reverse("add_incident"), quick(pupil, seen="Threw a cup", **changed))
    assert words in page(answer)
    assert "Threw a cup" in page(answer)
    assert not Incident.objects.exists()


def test_add_incident_is_not_for_later_today(client, pupil, ta):
    later = timezone.localtime() + datetime.timedelta(minutes=30)
    sent = quick(pupil, on=later.date().isoformat(), at=later.strftime("%H:%M"))
    answer = page(client.post(reverse("add_incident"), sent))
    assert "later than now" in answer or "in the future" in answer


def test_add_incident_offers_no_pupil_whom_the_person_does_not_see(client, pupil, school, ta):
    hidden = PupilFactory(school=school, surname="Hidden")
    assert "Hidden" not in page(client.get(reverse("add_incident")))
    assert "Choose" in page(client.post(reverse("add_incident"), quick(hidden)))
    assert client.get(f"{reverse('add_incident')}?pupil={hidden.pk}").status_code == 404
    assert not Incident.objects.exists()


def test_edit_incident_is_finished_later_with_everything(client, pupil, ta):
    draft = begun(pupil, ta)
    where = reverse("edit_incident", args=[draft.pk])
    later = client.post(where, whole(draft, pupil, seen="", later="1"))
    assert later.status_code == 302
    draft.refresh_from_db()
    assert draft.state == "draft"
    missing = client.post(where, whole(draft, pupil, seen=""))
    assert "Fill this in." in page(missing)
    client.post(where, whole(draft, pupil, recovery_minutes="12", trigger="Asked to read aloud"))
    draft.refresh_from_db()
    assert (draft.state, draft.function, draft.recovery_minutes) == ("current", "escape", 12)
    assert [(row.step.code, row.result) for row in draft.steps.all()] == [("take-up", "helped")]
    shown = page(client.get(reverse("incident", args=[draft.pk])))
    for words in ("Stood up, walked out.", "Asked to read aloud", "Take-up time", "12 minutes"):
        assert words in shown
    assert client.get(where).status_code == 403
    assert Look.objects.filter(page="incident", pupil_id=pupil.pk, actor_id=ta.pk).exists()


def test_edit_incident_refuses_what_cannot_be(client, pupil, ta):
    draft = begun(pupil, ta)
    where = reverse("edit_incident", args=[draft.pk])
    for changed, words in (
        ({"until": "13:00"}, "It ends before it starts."),
        ({"pupil-0": ""}, "Choose who it was."),
        ({"pupil-1": pupil.pk, "part-1": "saw"}, "stands here twice"),
    ):
        assert words in page(client.post(where, whole(draft, pupil, **changed)))
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", 1)


def test_edit_incident_out_of_date_answers_409(client, pupil, ta):
    draft = begun(pupil, ta)
    where = reverse("edit_incident", args=[draft.pk])
    client.post(where, whole(draft, pupil, seen="Theirs", later="1"))
    answer = client.post(where, whole(draft, pupil, seen="Mine", version=1))
    assert answer.status_code == 409
    assert "Theirs" in page(answer)
    assert "Mine" in page(answer)


def test_incident_hints_at_words_that_judge_to_whoever_may_mend_them(client, school, pupil, ta):
    made = recorded(pupil, ta, seen="He was rude for no reason.")
    shown = page(client.get(reverse("incident", args=[made.pk])))
    assert "Words that judge" in shown
    assert "for no reason" in shown
    teacher = PostFactory(role="teacher", school=school)
    link(pupil, teacher, "teacher")
    client.force_login(teacher.person)
    assert "Words that judge" not in page(client.get(reverse("incident", args=[made.pk])))


def test_correct_incident_shows_both_versions(client, pupil, ta):
    made = recorded(pupil, ta, seen="Kicked once.")
    where = reverse("correct_incident", args=[made.pk])
    sent = whole(made, pupil, seen="Kicked twice.")
    assert "Fill this in." in page(client.post(where, sent))
    answer = client.post(where, sent | {"why": "Counted with the teacher"})
    shown = page(client.get(answer["Location"]))
    assert "Kicked twice." in shown
    assert "Counted with the teacher" in shown
    old = page(client.get(reverse("incident", args=[made.pk])))
    assert "Corrected since" in old
    assert "Kicked once." in old
    assert answer["Location"] in old
    assert client.get(where).status_code == 403


def test_incident_never_names_another_pupil_to_somebody_who_does_not_see_them(
    client, pupil, school, post, ta
):
    """The page, the list, the search, the chronology and the correction form."""
    other = PupilFactory(school=school, forename="Zebedee", surname="Quillfeather")
    senco = PostFactory(role="senco", school=school).person
    made = recorded(
        pupil, senco, others=[(other, "hurt")], seen="Pushed Zebedee, then zebedee's bag.",
        outcome="Z.Q. went to first aid", others_present="Quillfeather's friends",
    )  # fmt: skip
    pages = [
        reverse("incident", args=[made.pk]), reverse("incidents"), url("pupil_behaviour", pupil),
        f"{reverse('incidents')}?q=quill", f"{reverse('incidents')}?pupil={other.pk}",
        url("pupil_chronology", pupil), reverse("add_incident"),
    ]  # fmt: skip
    for address in pages:
        shown = page(client.get(address)).replace('value="quill"', "").replace("<b>quill</b>", "")
        for name in ("ebedee", "uillfeather", "Z.Q."):
            assert name not in shown, (address, name)
    shown = page(client.get(reverse("incident", args=[made.pk])))
    assert "Pushed another pupil, then another pupil's bag." in shown
    assert "Another pupil" in shown
    assert client.get(f"{reverse('incidents')}?q=quill").context["rows"] == []
    client.force_login(senco)
    shown = page(client.get(reverse("incident", args=[made.pk])))
    assert "Pushed Zebedee" in shown
    assert "Quillfeather" in shown


def test_incident_of_one_pupil_is_on_the_page_of_the_other(client, pupil, school):
    other = PupilFactory(school=school)
    post = PostFactory(role="teacher", school=school)
    link(other, post, "teacher")
    author = PostFactory(role="senco", school=school).person
    recorded(pupil, author, others=[(other, "hurt")])
    client.force_login(post.person)
    shown = page(client.get(url("pupil_behaviour", other)))
    assert "Was hurt or upset" in shown
    assert pupil.surname not in shown


def test_draft_is_for_its_author_and_those_who_read_all(client, pupil, school, ta):
    draft = begun(pupil, ta, seen="Half a sentence")
    where = reverse("incident", args=[draft.pk])
    teacher = PostFactory(role="teacher", school=school)
    link(pupil, teacher, "teacher")
    for role, status in (("senco", 200), ("dsl", 200), ("head", 200), ("hr", 404), ("data", 404)):
        client.force_login(PostFactory(role=role, school=school).person)
        assert client.get(where).status_code == status, role
    client.force_login(teacher.person)
    assert client.get(where).status_code == 404
    assert "None has been recorded" in page(client.get(url("pupil_behaviour", pupil)))


def test_incident_stays_with_its_author_and_not_with_a_link_that_ended(client, pupil, post, ta):
    mine = recorded(pupil, ta)
    theirs = recorded(pupil, PostFactory(role="senco", school=pupil.school).person)
    post.refresh_from_db()
    ended = timezone.localdate() - datetime.timedelta(days=1)
    pupil.adult_links.filter(post=post).update(ends_on=ended)
    assert client.get(reverse("incident", args=[mine.pk])).status_code == 200
    assert client.get(reverse("incident", args=[theirs.pk])).status_code == 404
    shown = page(client.get(reverse("incident", args=[mine.pk])))
    assert pupil.surname not in shown


def test_follow_up_is_given_listed_done_and_taken_back(client, pupil, school, ta):
    made = recorded(pupil, ta)
    owner = PostFactory(role="ta", school=school).person
    due = timezone.localdate() + datetime.timedelta(days=1)
    sent = {"what": "Ring home", "owner": owner.pk, "due_on": due.isoformat()}
    where = reverse("add_follow_up", args=[made.pk])
    past = client.post(where, sent | {"due_on": "2026-01-05"})
    assert "Choose today or a later day." in page(past)
    client.post(where, sent)
    todo = FollowUp.objects.get()
    client.force_login(owner)
    assert "1 thing to do after an incident" in page(client.get(reverse("home"), follow=True))
    mine = page(client.get(reverse("follow_ups")))
    assert "Ring home" in mine
    assert reverse("incident", args=[made.pk]) not in mine
    answer = client.post(reverse("finish_follow_up", args=[todo.pk]))
    assert answer["Location"] == reverse("follow_ups")
    assert "Ring home" not in page(client.get(reverse("follow_ups")))
    client.post(reverse("undo_finish_follow_up", args=[todo.pk]))
    todo.refresh_from_db()
    assert todo.done_on is None


def test_incident_pages_cost_the_same_at_few_and_many_rows(
    client, pupil, school, django_assert_num_queries
):
    client.force_login(PostFactory(role="senco", school=school).person)
    author = PostFactory(role="ta", school=school).person
    hidden = PupilFactory(school=school)

    def add(count: int) -> None:
        for _one in range(count):
            recorded(pupil, author, others=[(hidden, "saw")], steps={"humour": "no"})

    add(2)
    for address, most in ((reverse("incidents"), 15), (url("pupil_behaviour", pupil), 15)):
        client.get(address)
        with django_assert_num_queries(most, exact=False):
            client.get(address)
    add(20)
    for address, most in ((reverse("incidents"), 15), (url("pupil_behaviour", pupil), 15)):
        with django_assert_num_queries(most, exact=False):
            client.get(address)
    assert IncidentPupil.objects.count() == 44
    assert account_of(Incident.objects.first()).fields["intensity"] == 3
