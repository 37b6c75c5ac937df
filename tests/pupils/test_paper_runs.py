"""Papers of many pupils, through the client: chosen, made behind the page, taken away, deleted."""

import datetime
import hashlib
import re
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from pupils import paper_kinds, tasks
from pupils.actions import paper_run as actions
from pupils.models import PaperRun, PaperRunRow
from pupils.paper_run_joining import files_ready, wipe_due
from tests.core.test_paper import pages
from tests.factories.papers import asked, made
from tests.factories.profiles import published, rows
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mates(school, pupil, senco):
    """Three pupils of 8B; two have a profile in force."""
    found = [pupil, *(PupilFactory(school=school, surname=name) for name in ("Talbot", "Zuberi"))]
    for one in found[:2]:
        published(one, senco, rows("Say it twice"))
    return found


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def ask(client, *pupils, **more):
    sent = {"pick": [one.pk for one in pupils], "submission_id": str(uuid.uuid4()), **more}
    return client.post(reverse("make_profiles"), sent)


def page_of(client, run, name="paper_run"):
    return client.get(reverse(name, args=[run.pk]))


@pytest.mark.parametrize(
    ("query", "names"),
    [({"form": "8B"}, ["Wrenfield", "Talbot"]), ({"year": "8"}, ["Wrenfield", "Zuberi"])],
)
def test_make_profiles_lists_who_is_chosen_and_who_has_none(client, mates, query, names):
    page = text(client.get(reverse("make_profiles"), query))
    for name in names:
        assert name in page
    assert page.count('name="pick"') == 3
    assert page.count("checked>") == 2
    assert page.count("no profile in force") == 1
    assert client.get(reverse("make_profiles"), {"form": "99Z"}).status_code == 404


def test_make_profiles_takes_ticked_rows_of_the_register_and_all_that_match(client, mates):
    listed = text(client.get(reverse("register"), {"status": "any"}))
    assert listed.count('name="pick"') == 3
    one = text(client.post(reverse("make_profiles"), {"pick": [mates[0].pk]}))
    assert one.count('name="pick"') == 1
    everybody = client.post(f"{reverse('make_profiles')}?status=any", {"all": "1"})
    assert text(everybody).count('name="pick"') == 3
    assert not PaperRun.objects.exists()


def test_make_profiles_makes_one_file_with_a_page_for_each_and_a_look_for_each(
    client, mates, senco
):
    answer = ask(client, *mates, title="Profiles, Form 8B")
    run = PaperRun.objects.get()
    assert answer["Location"] == reverse("paper_run", args=[run.pk])
    assert (run.state, run.rows_done, run.rows_total) == ("ready", 3, 3)
    page = text(page_of(client, run))
    assert "No profile is in force." in page
    assert "Zuberi" in page
    file = page_of(client, run, "download_papers")
    assert file["Content-Type"] == "application/pdf"
    assert "attachment" in file["Content-Disposition"]
    assert pages(file.content) == 2
    assert hashlib.sha256(file.content).hexdigest() == run.sha256
    looks = Look.objects.filter(page="make_papers", actor_id=senco.pk)
    assert {look.pupil_id for look in looks} == {mates[0].pk, mates[1].pk}
    assert looks.count() == 2
    assert "Form 8B" in looks[0].reason


def test_make_profiles_sent_twice_makes_one(client, mates):
    key = str(uuid.uuid4())
    first, second = (ask(client, mates[0], submission_id=key) for _twice in "12")
    assert first["Location"] == second["Location"]
    assert PaperRun.objects.count() == 1
    assert Look.objects.filter(page="make_papers").count() == 1


def test_make_profiles_of_nobody_too_many_or_two_schools_says_so(client, mates, senco, monkeypatch):
    assert "Choose at least one pupil." in text(answer := ask(client))
    assert answer.status_code == 422
    monkeypatch.setattr(actions, "MOST", 1)
    assert "At most 1 pupils fit one file" in text(ask(client, *mates))
    monkeypatch.setattr(actions, "MOST", 400)
    other = PostFactory(role="senco", person=senco)
    far = PupilFactory(school=other.school, surname="Faraway")
    assert "Choose pupils of one school" in text(ask(client, mates[0], far))
    assert not PaperRun.objects.exists()


def test_make_profiles_leaves_out_who_is_not_the_readers_own(client, mates, school):
    post = PostFactory(school=school, role="ta")
    link(mates[0], post)
    client.force_login(post.person)
    page = text(client.get(reverse("make_profiles"), {"form": "8B"}))
    assert "Wrenfield" in page
    assert "Talbot" not in page
    assert "2 pupils whose profiles are not for you are not listed." in page
    ask(client, *mates)
    assert [row.pupil_id for row in PaperRunRow.objects.all()] == [mates[0].pk]


def test_paper_run_names_those_out_of_sight_as_a_number(client, mates, school):
    post = PostFactory(school=school, role="ta")
    bonds = [link(one, post) for one in mates[:2]]
    run = asked(post.person, *mates[:2])
    bonds[1].ends_on = timezone.localdate() - datetime.timedelta(days=1)
    bonds[1].save()
    actions.make_papers(by=type(post.person).objects.get(pk=post.person_id), run=run)
    client.force_login(post.person)
    page = text(page_of(client, run))
    assert "1 pupil who is no longer in your sight." in page
    assert "Talbot" not in page
    assert pages(page_of(client, run, "download_papers").content) == 1
    assert not Look.objects.filter(page="make_papers", pupil_id=mates[1].pk).exists()


def test_download_papers_is_refused_when_somebody_inside_is_out_of_sight_since(
    client, mates, school
):
    post = PostFactory(school=school, role="ta")
    bond = link(mates[0], post)
    run = made(post.person, mates[0])
    client.force_login(post.person)
    assert page_of(client, run, "download_papers").status_code == 200
    bond.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    bond.save()
    refused = page_of(client, run, "download_papers")
    assert refused.status_code == 403
    assert "no longer one of yours" in text(refused)


def test_download_papers_is_the_makers_alone(client, mates, senco, school):
    run = made(senco, mates[0])
    client.force_login(PostFactory(school=school, role="head").person)
    for name in ("paper_run", "download_papers", "papers_progress"):
        assert page_of(client, run, name).status_code == 404


def test_papers_are_deleted_after_a_day_and_the_note_stays(client, mates, senco):
    run = made(senco, mates[0])
    assert wipe_due() == "0 files of papers deleted"
    past = timezone.now() - datetime.timedelta(minutes=1)
    PaperRun.objects.update(finished_at=past - datetime.timedelta(days=1), expires_at=past)
    assert page_of(client, run, "download_papers").status_code == 403
    assert wipe_due() == "1 file of papers deleted"
    run.refresh_from_db()
    assert (run.state, bytes(run.content)) == ("wiped", b"")
    assert run.sha256
    assert "has been deleted" in text(page_of(client, run))
    assert AuditEvent.objects.filter(action="wipe_papers", actor_name="HLTA Portal").count() == 1
    assert wipe_due() == "0 files of papers deleted"


def test_wipe_papers_at_once_by_the_maker(client, mates, senco):
    run = made(senco, mates[0])
    answer = client.post(reverse("wipe_papers", args=[run.pk]), follow=True)
    assert "The file is deleted." in text(answer)
    assert client.post(reverse("wipe_papers", args=[run.pk])).status_code == 403


def test_paper_run_shows_how_far_it_is_without_script(client, mates, senco):
    run = asked(senco, *mates)
    PaperRun.objects.update(state="making", rows_done=2)
    page = text(page_of(client, run))
    assert '<meta http-equiv="refresh" content="3">' in page
    assert 'max="3" value="2"' in page
    assert "2 of 3, pupils" in page
    poll = page_of(client, run, "papers_progress")
    assert "HX-Refresh" not in poll
    assert page_of(client, run, "download_papers").status_code == 403
    client.post(reverse("make_papers_again", args=[run.pk]))
    assert page_of(client, run, "papers_progress")["HX-Refresh"] == "true"


def test_make_papers_notes_each_handful_and_begins_afresh_after_a_stop(mates, senco, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    run, noted = asked(senco, *mates), []
    kind, real = paper_kinds.kind_of("profiles"), paper_kinds.kind_of("profiles").make

    def stops(person, given, pupils):
        noted.append(PaperRun.objects.get().rows_done)
        if noted == [0, 1]:
            raise KeyboardInterrupt
        return real(person, given, pupils)

    monkeypatch.setitem(paper_kinds._KINDS, "profiles", replaced(kind, make=stops))
    with pytest.raises(KeyboardInterrupt):
        actions.make_papers(by=senco, run=run)
    run.refresh_from_db()
    assert (run.state, run.rows_done) == ("making", 1)
    actions.make_papers(by=senco, run=run)
    run.refresh_from_db()
    assert (run.state, run.rows_done) == ("ready", 3)
    assert noted == [0, 1, 0, 1, 2]
    assert Look.objects.filter(page="make_papers").count() == 2


def replaced(kind, **parts):
    return paper_kinds.Kind(**{**kind.__dict__, **parts})


def test_make_papers_by_two_workers_ends_once(mates, senco):
    run = asked(senco, *mates)
    twin = PaperRun.objects.get(pk=run.pk)
    actions.make_papers(by=senco, run=run)
    actions.make_papers(by=senco, run=twin)
    assert AuditEvent.objects.filter(action="make_papers").count() == 1
    assert Look.objects.filter(page="make_papers").count() == 2


def test_make_papers_that_goes_wrong_says_so_and_starts_again(client, mates, senco, monkeypatch):
    kind = paper_kinds.kind_of("profiles")

    def breaks(_run, _parts):
        raise RuntimeError("no")

    monkeypatch.setitem(paper_kinds._KINDS, "profiles", replaced(kind, whole=breaks))
    ask(client, mates[0])
    run = PaperRun.objects.get()
    assert run.state == "failed"
    assert "Making the file went wrong." in text(page_of(client, run))
    monkeypatch.setitem(paper_kinds._KINDS, "profiles", kind)
    client.post(reverse("make_papers_again", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "ready"
    assert client.post(reverse("make_papers_again", args=[run.pk])).status_code == 403


def test_make_papers_with_nothing_to_put_in_fails_with_the_reason(client, mates):
    ask(client, mates[2])
    run = PaperRun.objects.get()
    assert run.state == "failed"
    page = text(page_of(client, run))
    assert "None of these pupils could be put in." in page
    assert "No profile is in force." in page


def test_make_papers_by_somebody_who_has_left_makes_nothing(mates, school):
    post = PostFactory(school=school, role="ta")
    link(mates[0], post)
    run = asked(post.person, mates[0])
    post.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    post.save()
    tasks.make_papers.enqueue(run.pk, post.person_id)
    run.refresh_from_db()
    assert run.state == "failed"
    assert bytes(run.content) == b""


def test_files_ready_stand_on_the_first_page(client, mates, senco):
    assert list(files_ready(senco)) == []
    run = made(senco, mates[0])
    assert [need.url for need in files_ready(senco)] == [reverse("paper_run", args=[run.pk])]
    assert "Profiles, Form 8B" in text(client.get(reverse("paper_runs")))


def test_database_refuses_a_row_of_another_school(mates, senco):
    run = asked(senco, mates[0])
    far = PupilFactory()
    with pytest.raises(DatabaseError, match="school"), transaction.atomic():
        PaperRunRow.objects.create(school=run.school, run=run, pupil=far, place=9)


@pytest.mark.parametrize("count", [2, 30])
def test_make_papers_page_costs_the_same_however_many(
    client, school, senco, django_assert_num_queries, count
):
    pupils = [PupilFactory(school=school) for _n in range(count)]
    published(pupils[0], senco, rows("Say it twice"))
    run = made(senco, *pupils)
    page_of(client, run)
    with django_assert_num_queries(7):
        page_of(client, run)
