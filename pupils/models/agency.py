"""The school's own directory: agencies, the professionals who work there, and the kinds there are.

Kinds and intervals are data: shared rows are defaults in our own words, and a school that changes one
gets a row of its own, which takes its place there. Nothing in the directory is deleted: it is retired.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.constraints import once_a_school
from core.names import fold
from pupils.models.arrangement_rules import SharedQuerySet
from staff.access import Role

#: Roles that open the directory.
DIRECTORY_READERS = frozenset(
    {Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO, Role.DSL, Role.HLTA}
)  # fmt: skip


class AgencyKindQuerySet(SharedQuerySet):
    """Which kinds of agency."""

    def offered(self, school_id: int, on: datetime.date | None = None) -> "AgencyKindQuerySet":
        """Kinds a school may still choose on a day, today unless said."""
        on = on or timezone.localdate()
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.in_use_at(school_id).filter(open_ended, valid_from__lte=on)


class AgencyKind(models.Model):
    """A kind of service, who comes from it, and after how many days without news somebody asks again;
    within how many days the school decides about what they recommend.

    What a sensitive kind does for a pupil is not shown to adults who only work with the pupil: that a
    social worker or a mental-health service is there at all says more than they need.
    """

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("service"), max_length=80)
    who = models.CharField(_("who comes"), max_length=80)
    is_sensitive = models.BooleanField(_("shown to few"), default=False)
    chase_days = models.PositiveSmallIntegerField(_("days without news before asking again"))
    decide_days = models.PositiveSmallIntegerField(
        _("days to decide about a recommendation"), default=28
    )
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = AgencyKindQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of agency")
        constraints = [
            *once_a_school("code", name="agency_kind_code_stands_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="agency_kind_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(chase_days__gte=1, chase_days__lte=365),
                name="agency_kind_asks_again_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(decide_days__gte=1, decide_days__lte=365),
                name="agency_kind_decides_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether it can no longer be chosen today."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class DirectoryQuerySet(models.QuerySet):
    """Which rows of a school's directory."""

    def visible_to(self, person) -> "DirectoryQuerySet":
        """The directory of every school where ``person`` reads one."""
        return self.filter(school__in=person.access.schools_as(*DIRECTORY_READERS))

    def in_use(self) -> "DirectoryQuerySet":
        """What has not been retired."""
        return self.filter(retired_on__isnull=True)

    def matching(self, words: str) -> "DirectoryQuerySet":
        """Rows whose folded name holds every word typed."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found


class Agency(models.Model):
    """A service outside the school, and how a referral reaches it."""

    school = models.ForeignKey("core.School", models.PROTECT)
    kind = models.ForeignKey(AgencyKind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    how_to_refer = models.TextField(_("how to refer"), max_length=600, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    search_name = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("agency")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=Q(retired_on__isnull=True),
                name="agency_name_stands_once_in_a_school",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="agency_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Keep the folded name beside the name."""
        self.search_name = fold(self.name)[:200]
        super().save(*args, **kwargs)

    def same_name(self) -> DirectoryQuerySet:
        """Other entries in use that stand where this one would."""
        rows = Agency.objects.in_use().filter(school=self.school_id, name__iexact=self.name)
        return rows.exclude(pk=self.pk)


class Professional(models.Model):
    """Somebody who works at an agency and comes to the school, or is written to."""

    school = models.ForeignKey("core.School", models.PROTECT)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="professionals")
    full_name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("what they do"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    best_times = models.CharField(_("best times"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), max_length=600, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    search_name = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("professional")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "full_name"],
                condition=Q(retired_on__isnull=True),
                name="professional_stands_once_in_an_agency",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="professional_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        """Keep the folded name beside the name."""
        self.search_name = fold(self.full_name)[:200]
        super().save(*args, **kwargs)

    def same_name(self) -> DirectoryQuerySet:
        """Other entries in use that stand where this one would."""
        rows = Professional.objects.in_use().filter(agency=self.agency_id)
        return rows.filter(full_name__iexact=self.full_name).exclude(pk=self.pk)


_NEVER = "1 = 0"
triggers.lock(
    "pupils_professional",
    when=_NEVER,
    sentence="a professional belongs to the school of the agency",
    shut="EXISTS (SELECT 1 FROM pupils_agency a WHERE a.id = NEW.agency_id"
    " AND a.school_id <> NEW.school_id)",
)
triggers.lock(
    "pupils_agency",
    when=_NEVER,
    sentence="an agency is of a shared kind or of one of its school",
    shut="EXISTS (SELECT 1 FROM pupils_agencykind k WHERE k.id = NEW.kind_id"
    " AND k.school_id IS NOT NULL AND k.school_id <> NEW.school_id)",
)
