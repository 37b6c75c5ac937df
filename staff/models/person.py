"""A person who works in one or more schools, and signs in."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.names import fold
from staff.access import Access, read_access
from staff.models.post import Post


class PersonQuerySet(models.QuerySet):
    """Which people."""

    def visible_to(self, person: "StaffMember") -> "PersonQuerySet":
        """People who hold or held a post at a school where ``person`` works, and the person."""
        colleagues = Post.objects.visible_to(person).values("person_id")
        return self.filter(models.Q(pk__in=colleagues) | models.Q(pk=person.pk))

    def matching(self, words: str) -> "PersonQuerySet":
        """People whose folded name holds every word."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    """Makes people; a person without a password signs in with the school's own account."""

    def create_user(self, username: str, password: str | None = None, **fields) -> "StaffMember":
        """Make one person; the name used to sign in is kept in lower case."""
        person = self.model(username=username.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class StaffMember(AbstractBaseUser):
    """One adult. What they may see follows from their current posts, never from this row."""

    class Theme(models.TextChoices):
        DEVICE = "", _("Follow my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = models.CharField(_("user name"), max_length=80, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    known_as = models.CharField(_("known as"), max_length=60, blank=True)
    email = models.EmailField(_("work e-mail"), blank=True)
    search_name = models.CharField(max_length=200, editable=False, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    theme = models.CharField(
        _("colours"), max_length=5, choices=Theme.choices, default=Theme.DEVICE, blank=True
    )
    has_comfortable_rows = models.BooleanField(_("comfortable rows"), default=False)
    has_shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    #: Kept here, where every request has read it, so that nobody else's requests ask for emergencies.
    emergency_until = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = PersonManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        indexes = [models.Index(fields=["search_name"], name="person_by_search_name")]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        """Keep the folded name beside the name."""
        self.search_name = fold(f"{self.full_name} {self.known_as}")
        super().save(*args, **kwargs)

    @cached_property
    def access(self) -> Access:
        """What this person's current posts let them reach, read once per request."""
        return read_access(self.pk)

    @property
    def has_emergency(self) -> bool:
        """Whether a record was opened to this person in an emergency whose hour is not over."""
        return self.emergency_until is not None and self.emergency_until > timezone.now()

    def acting_as(self, school_id: int) -> str:
        """The roles in which this person acts at a school, for the record book."""
        return ", ".join(
            str(post.label) for post in self.access.posts if post.school_id == school_id
        )

    @property
    def initials(self) -> str:
        """Two letters: first and last name."""
        words = self.full_name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def short_name(self) -> str:
        """Initial and surname: "D. Okoro"."""
        words = self.full_name.split()
        return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else self.full_name

    def get_absolute_url(self) -> str:
        """Where this person's page is."""
        return reverse("person", args=[self.pk])

    @classmethod
    def taken(cls, apart_from: int | None = None, **lookup: str) -> bool:
        """Whether another account, in any school, has this user name or e-mail."""
        return cls.objects.filter(**lookup).exclude(pk=apart_from).exists()

    def get_full_name(self) -> str:
        """The name libraries ask for."""
        return self.full_name

    def get_short_name(self) -> str:
        """The name libraries ask for."""
        return self.known_as or self.full_name.split()[0]
