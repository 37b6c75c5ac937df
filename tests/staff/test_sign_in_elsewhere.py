"""Google and Microsoft open the door of somebody the school added, and of nobody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from core.models import AuditEvent
from staff.sign_in import SessionStore
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

TENANT = "7f4c1a52-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def configured(settings):
    settings.SCHOOL_EMAIL_DOMAINS = ["school.example"]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APPS": [{"client_id": "g", "secret": "s"}]},
        "microsoft": {"APPS": [{"client_id": "m", "secret": "s", "settings": {"tenant": TENANT}}]},
    }


@pytest.fixture
def person():
    return PostFactory(role="head", person__email="D.Okoro@school.example").person


def arrive(
    provider="google",
    email="d.okoro@school.example",
    hd="school.example",
    is_verified=True,
    user=None,
):
    """What the library does when the provider has sent somebody back."""
    request = RequestFactory().get("/accounts/google/login/callback/")
    request.session, request.user = SessionStore(), user or AnonymousUser()
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        account = SocialAccount(
            provider=provider, uid=f"uid of {email}", extra_data={"hd": hd} if hd else {}
        )
        arrived = SocialLogin(
            user=get_user_model()(),
            account=account,
            email_addresses=[EmailAddress(email=email, verified=is_verified, primary=True)],
            provider=get_adapter().get_provider(request, provider),
        )
        arrived.state = {"process": "login"}
        return request, complete_login(request, arrived)


def test_google_account_with_the_same_work_e_mail_opens_the_door_and_is_linked(person):
    request, answer = arrive()
    assert answer.status_code == 302
    assert request.user == person
    assert SocialAccount.objects.get().user == person
    assert {"link_account", "sign_in"} <= set(AuditEvent.objects.values_list("action", flat=True))
    person.refresh_from_db()
    assert person.check_password("pass word 1")


def test_google_account_signs_in_again_through_its_link(person):
    arrive()
    request, _answer = arrive()
    assert request.user == person
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"is_verified": False},
        {"hd": ""},
        {"hd": "other.example"},
        {"email": "d.okoro@gmail.example", "hd": "gmail.example"},
        {"email": "n.obody@school.example"},
    ],
)
def test_google_account_that_the_school_does_not_stand_behind_opens_nothing(person, more):
    before = get_user_model().objects.count()
    request, answer = arrive(**more)
    assert answer.status_code == 403
    assert "does not belong to anybody here" in answer.content.decode()
    assert not request.user.is_authenticated
    assert get_user_model().objects.count() == before
    assert not SocialAccount.objects.exists()


def test_microsoft_account_counts_only_from_the_schools_own_tenant(person, settings):
    request, _answer = arrive("microsoft", hd="", is_verified=False)
    assert request.user == person
    SocialAccount.objects.all().delete()
    settings.SOCIALACCOUNT_PROVIDERS["microsoft"]["APPS"][0]["settings"]["tenant"] = "common"
    request, answer = arrive("microsoft", hd="", is_verified=False)
    assert answer.status_code == 403


def test_account_elsewhere_opens_nothing_for_two_people_with_one_address(person):
    PostFactory(person__email="d.okoro@school.example")
    _request, answer = arrive()
    assert answer.status_code == 403


def test_account_elsewhere_opens_nothing_after_the_post_or_the_address_is_gone(person):
    arrive()
    person.email = ""
    person.save()
    assert arrive()[1].status_code == 403
    person.email = "d.okoro@school.example"
    person.save()
    person.posts.update(ends_on="2021-01-01")
    assert arrive()[1].status_code == 403


def test_account_of_somebody_else_cannot_be_linked(person):
    other = PostFactory(person__email="o.ther@school.example").person
    _request, answer = arrive(user=other)
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()
