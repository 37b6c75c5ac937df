"""Where people are signed in: one row for each browser, so that all of a person's can be ended at once."""

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.sign_in import SessionStore


class SignInQuerySet(models.QuerySet):
    """Which sign-ins."""

    def of(self, person) -> "SignInQuerySet":
        """Sign-ins of one person that have not run out."""
        return self.filter(person=person, expire_date__gt=timezone.now())


class SignIn(AbstractBaseSession):
    """One browser's session. ``person`` is empty until somebody has signed in there."""

    person = models.ForeignKey(
        "staff.StaffMember", models.CASCADE, null=True, related_name="sign_ins"
    )
    device = models.CharField(_("device"), max_length=60, blank=True)
    began_at = models.DateTimeField(_("since"), null=True)

    objects = BaseSessionManager.from_queryset(SignInQuerySet)()

    class Meta:
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return self.device

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The engine that reads and writes these rows."""
        return SessionStore
