"""How the sign-in library meets this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are added by the school."""

    def is_open_for_signup(self, request) -> bool:
        """Closed."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A Google or Microsoft account opens the door of a person the school already added."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Closed."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""
