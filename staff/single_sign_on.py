"""Sign-in with Google or Microsoft: it opens the door of somebody the school already added, and adds nobody.

A provider's word for an e-mail address is taken only where the school's own administrators stand
behind it: a Google Workspace account of one of our domains (its ``hd`` claim), or an account of the
one Microsoft tenant named in the settings. Anything else would let whoever can set an address in a
directory of their own walk in as somebody else.
"""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from staff import door
from staff.models import StaffMember

#: Microsoft's names for "any directory": an address from there proves nothing.
OPEN_TENANTS = frozenset({"common", "organizations", "consumers", ""})


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Links an account at Google or Microsoft to the person with the same work e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Closed."""
        return False

    def get_app(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> SocialApp:
        """The provider as configured; a provider that is not configured has no address here."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as missing:
            raise Http404 from missing

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is, or refuse; asked at every sign-in, not only at the first."""
        person = person_of(sociallogin)
        wanted = request.user if request.user.is_authenticated else person
        linked = sociallogin.user if sociallogin.is_existing else person
        if person is None or person.pk != wanted.pk or person.pk != linked.pk:
            door.note_refused("sign_in_refused", name=sociallogin.account.provider)
            raise ImmediateHttpResponse(refusal(request))
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)
            door.note(person, "link_account", account=sociallogin.account.provider)

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never: the library would wipe the person's password. ``pre_social_login`` links instead."""
        return

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Tell the person, at the address the school keeps."""
        get_account_adapter().send_notification_mail(*args, **kwargs)


def person_of(sociallogin: SocialLogin) -> StaffMember | None:
    """The one active person with the e-mail that the school's own directory vouches for."""
    for address in sociallogin.email_addresses:
        if not _is_vouched_for(sociallogin, address.email, address.verified):
            continue
        found = StaffMember.objects.filter(email__iexact=address.email, is_active=True)[:2]
        if len(found) == 1:
            return found[0]
    return None


def refusal(request: HttpRequest):
    """The page for an account that opens no door."""
    reason = _(
        "This account does not belong to anybody here. Use the account of your work e-mail, "
        "or ask the school's office which address they keep for you."
    )
    return render(request, "account/account_inactive.html", {"reason": reason}, status=403)


def _is_vouched_for(sociallogin: SocialLogin, email: str, is_verified: bool) -> bool:
    domain = email.rpartition("@")[2].lower()
    if domain not in {allowed.strip().lower() for allowed in settings.SCHOOL_EMAIL_DOMAINS}:
        return False
    if sociallogin.account.provider == "google":
        return is_verified and sociallogin.account.extra_data.get("hd", "").lower() == domain
    app = sociallogin.provider.app
    return bool(app) and app.settings.get("tenant", "").lower() not in OPEN_TENANTS
