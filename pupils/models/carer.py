"""Parents and carers: people of the school's own list, whom brothers and sisters share.

A carer stands once in a school however many of its pupils they look after; what holds between them
and one child (relationship, responsibility in law, who is asked first) stands on the link. Telephone
numbers and addresses are read by few (``CONTACT_READERS``); everybody who works with the pupil reads
names, the relationship and the language.
"""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.names import fold
from pupils.models.adult import AdultLink
from pupils.models.emergency import EmergencyAccess
from pupils.models.pupil import Pupil
from staff.access import Role

#: Roles that read how to reach a parent of any pupil of their school; an HLTA does in her department.
CONTACT_READERS = frozenset(
    {Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO, Role.DSL, Role.DATA}
)  # fmt: skip
#: All that is read of a carer for somebody who does not read how to reach one.
NAMED = (
    "school",
    "title",
    "full_name",
    "called",
    "speaks",
    "reads",
    "interpreter",
    "interpreter_for",
)


def in_department(person, pupil: str = "pupil_id") -> Exists:
    """Whether an HLTA's department works with the pupil whose key stands in the field ``pupil``."""
    links = AdultLink.objects.current().filter(pupil=OuterRef(pupil))
    return Exists(links.filter(post__in=person.access.department_ids))


class CarerQuerySet(models.QuerySet):
    """Which carers."""

    def visible_to(self, person) -> "CarerQuerySet":
        """Carers whom ``person`` may reach: of the school by role, or of a pupil of the department.

        In an emergency also those of the pupil whose record is open.
        """
        whole = Q(school__in=person.access.schools_as(*CONTACT_READERS))
        links = CarerLink.objects.current().filter(carer=OuterRef("pk"))
        if person.access.department_ids:
            whole |= Exists(links.filter(in_department(person)))
        if person.has_emergency:
            opened = EmergencyAccess.objects.open_to(person).values("pupil")
            whole |= Exists(links.filter(pupil__in=opened))
        return self.filter(whole)

    def matching(self, words: str) -> "CarerQuerySet":
        """Carers whose folded name holds every word typed."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found


class Carer(models.Model):
    """A parent, carer or other person of a pupil's family, and how to reach them."""

    class Interpreter(models.TextChoices):
        NO = "no", _("not needed")
        MEETINGS = "meetings", _("for meetings")
        ALWAYS = "always", _("for meetings and calls")

    class Way(models.TextChoices):
        MOBILE = "mobile", _("mobile")
        PHONE = "phone", _("home telephone")
        WORK = "work_phone", _("work telephone")
        TEXT = "text", _("text message")
        EMAIL = "email", _("e-mail")
        POST = "address", _("post")

    #: How to reach somebody: kept from whoever only needs to know who they are.
    CONTACT = (
        "mobile", "phone", "work_phone", "email", "address", "prefers", "best_times", "notes",
    )  # fmt: skip

    school = models.ForeignKey("core.School", models.PROTECT)
    title = models.CharField(_("title"), max_length=20, blank=True)
    full_name = models.CharField(_("name"), max_length=120)
    called = models.CharField(_("how to address them"), max_length=80, blank=True)
    speaks = models.CharField(_("languages spoken"), max_length=120, blank=True)
    reads = models.CharField(_("languages read"), max_length=120, blank=True)
    interpreter = models.CharField(
        _("interpreter"), max_length=8, choices=Interpreter.choices, default=Interpreter.NO
    )
    interpreter_for = models.CharField(_("interpreter for"), max_length=60, blank=True)
    mobile = models.CharField(_("mobile"), max_length=30, blank=True)
    phone = models.CharField(_("home telephone"), max_length=30, blank=True)
    work_phone = models.CharField(_("work telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    prefers = models.CharField(
        _("prefers to be reached by"), max_length=10, choices=Way.choices, blank=True
    )
    best_times = models.CharField(_("best times"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), max_length=1000, blank=True)
    search_name = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = CarerQuerySet.as_manager()

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("parent or carer")
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="carer_has_a_name"),
            models.CheckConstraint(
                condition=Q(interpreter="no") | ~Q(interpreter_for=""),
                name="carer_interpreter_says_for_which_language",
            ),
        ]
        indexes = [models.Index(fields=["school", "search_name"], name="carer_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Keep the folded name beside the name."""
        self.search_name = fold(self.full_name)[:200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """ "Mrs Aylin Demir"."""
        return f"{self.title} {self.full_name}".strip()

    @property
    def addressed(self) -> str:
        """How to speak to them: as they asked, else the title and the last name."""
        return self.called or f"{self.title} {self.full_name.split()[-1]}".strip()


class CarerLinkQuerySet(models.QuerySet):
    """Which links between carers and pupils."""

    def current(self, on: datetime.date | None = None) -> "CarerLinkQuerySet":
        """Links that stand on a day, today unless said."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on or timezone.localdate()))

    def visible_to(self, person) -> "CarerLinkQuerySet":
        """Who the family of a visible pupil is today; ended links for whoever reads how to reach them."""
        today = timezone.localdate()
        whole = Q(school__in=person.access.schools_as(*CONTACT_READERS))
        if person.access.department_ids:
            whole |= Q(in_department(person))
        stands = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        return self.filter(stands | whole, pupil__in=Pupil.objects.visible_to(person))


class CarerLink(models.Model):
    """What one carer is to one pupil: relationship, parental responsibility, who is asked first.

    Parental responsibility is that of the Children Act 1989, sections 2 to 4A and 12; "unknown" is an
    answer, and a basis is written only where there is one.
    """

    class Relationship(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        STEPPARENT = "stepparent", _("step-parent")
        GRANDPARENT = "grandparent", _("grandparent")
        RELATIVE = "relative", _("other relative")
        SIBLING = "sibling", _("brother or sister")
        GUARDIAN = "guardian", _("guardian")
        FOSTER = "foster", _("foster carer")
        HOME = "home", _("children’s home")
        OTHER = "other", _("other")

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not known")

    class Basis(models.TextChoices):
        MOTHER = "mother", _("birth mother")
        MARRIED = "married", _("married to, or civil partner of, the mother")
        REGISTERED = "registered", _("named on the birth certificate")
        AGREEMENT = "agreement", _("parental responsibility agreement")
        ORDER = "order", _("court order")
        GUARDIAN = "guardian", _("special guardian or guardian")
        ADOPTION = "adoption", _("adoption")
        CARE = "care", _("care order: shared with the local authority")

    class Home(models.TextChoices):
        YES = "yes", _("lives with the pupil")
        PART = "part", _("part of the week")
        NO = "no", _("lives elsewhere")
        UNKNOWN = "unknown", _("not known")

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="carer_links")
    carer = models.ForeignKey(Carer, models.PROTECT, related_name="links")
    relationship = models.CharField(_("relationship"), max_length=11, choices=Relationship.choices)
    detail = models.CharField(_("in their own words"), max_length=60, blank=True)
    responsibility = models.CharField(
        _("parental responsibility"), max_length=7, choices=Answer.choices, default=Answer.UNKNOWN
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices, blank=True)
    home = models.CharField(
        _("lives with the pupil"), max_length=7, choices=Home.choices, default=Home.UNKNOWN
    )
    place = models.PositiveSmallIntegerField(_("contact order"), default=1)
    may_be_contacted = models.BooleanField(_("may be contacted"), default=True)
    receives_reports = models.BooleanField(_("receives reports and letters"), default=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CarerLinkQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = _("link to a parent or carer")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "carer"],
                condition=Q(ends_on__isnull=True),
                name="carer_is_linked_once_to_a_pupil",
            ),
            models.CheckConstraint(
                condition=Q(responsibility="yes") | Q(basis=""),
                name="basis_stands_only_with_parental_responsibility",
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=20), name="carer_place_is_1_to_20"
            ),
            models.CheckConstraint(
                condition=Q(may_be_contacted=True) | Q(receives_reports=False),
                name="who_may_not_be_contacted_gets_no_letters",
            ),
        ]
        indexes = [models.Index(fields=["carer", "pupil"], name="carer_link_by_carer")]

    def __str__(self) -> str:
        return f"{self.get_relationship_display()}"

    @property
    def relation(self) -> str:
        """ "Mother", or what the family itself says: "Nan (grandparent)"."""
        label = str(self.get_relationship_display())
        return f"{self.detail} ({label})" if self.detail else str(capfirst(label))

    @property
    def has_ended(self) -> bool:
        """Whether its last day is behind."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()


_NEVER = "1 = 0"
triggers.lock(
    "pupils_carerlink",
    when=_NEVER,
    sentence="a carer, a pupil and their link belong to one school",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_carer c WHERE c.id = NEW.carer_id"
    " AND c.school_id <> NEW.school_id)",
)
