"""Standards, the five areas, and what each band is expected to do in each: versioned, editable data."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class FrameworkQuerySet(models.QuerySet):
    """Which lists of standards."""

    def visible_to(self, person) -> "FrameworkQuerySet":
        """Shared lists, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def in_use_at(self, school_id: int) -> "FrameworkQuerySet":
        """Active lists of this school; a shared one gives way to the school's own of the same code."""
        own = Framework.objects.filter(school=school_id, is_active=True)
        shared = Q(school=None) & ~Q(code__in=own.values("code"))
        return self.filter(shared | Q(school=school_id), is_active=True)


class Framework(models.Model):
    """A list of standards in one version: the published set, or a school's own numbering."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    edition = models.PositiveSmallIntegerField(_("version"), default=1)
    source = models.CharField(_("source"), max_length=200)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-edition"]
        constraints = once_a_school("code", "edition", name="framework_edition_stands_once")

    def __str__(self) -> str:
        return f"{self.name}, version {self.edition}"

    @property
    def is_published(self) -> bool:
        """Whether this is the published list, not a school's numbering; its standards must be read."""
        return all(one.match == Standard.Match.PUBLISHED for one in self.standards.all())


class StandardQuerySet(models.QuerySet):
    """Which standards."""

    def visible_to(self, person) -> "StandardQuerySet":
        """Standards of the lists ``person`` may see."""
        return self.filter(framework__in=Framework.objects.visible_to(person))


class Standard(models.Model):
    """One standard. A code from a job description stays as written; its text is linked only when confirmed."""

    class Match(models.TextChoices):
        PUBLISHED = "published", _("Published standard")
        UNCONFIRMED = "unconfirmed", _("Code kept as written, text not confirmed")
        CONFIRMED = "confirmed", _("Confirmed by the school")
        UNMATCHED = "unmatched", _("No such published standard")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="standards")
    code = models.CharField(_("code"), max_length=8)
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    text = models.CharField(_("in our words"), max_length=200, blank=True)
    match = models.CharField(_("status"), max_length=12, choices=Match.choices)
    matches = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("published standard")
    )
    version = models.PositiveIntegerField(default=1)

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "code"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="standard_code_stands_once"),
            models.CheckConstraint(
                condition=~Q(match="unmatched") | Q(matches__isnull=True),
                name="unmatched_standard_matches_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


class AreaQuerySet(models.QuerySet):
    """Which areas."""

    def visible_to(self, person) -> "AreaQuerySet":
        """All five, for everybody who signs in."""
        return self.all() if person.is_authenticated else self.none()


class Area(models.Model):
    """One of the five areas in which a support adult's work is judged."""

    code = models.CharField(_("letter"), max_length=1, unique=True)
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=20)
    order = models.PositiveSmallIntegerField(default=0)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class AreaStandard(models.Model):
    """The job description cites a standard for an area."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="links")
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="links")

    class Meta:
        ordering = ["area", "standard__code"]
        constraints = [
            models.UniqueConstraint(fields=["area", "standard"], name="area_cites_a_standard_once")
        ]

    def __str__(self) -> str:
        return f"{self.area.code} {self.standard.code}"


class DescriptorQuerySet(models.QuerySet):
    """Which expectations."""

    def visible_to(self, person) -> "DescriptorQuerySet":
        """Shared expectations, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def at(self, school_id: int, on: datetime.date | None = None) -> "DescriptorQuerySet":
        """Expectations a school goes by, the one that counts first in each cell.

        A school's own edition comes before the shared one, a later edition before an earlier;
        with ``on``, editions that begin after that day are left out.
        """
        rows = self.filter(Q(school=None) | Q(school=school_id))
        if on:
            rows = rows.filter(effective_from__lte=on)
        return rows.order_by(
            "area__order",
            "band__number",
            F("school").asc(nulls_last=True),
            "-effective_from",
            "-edition",
        )


class BandDescriptor(models.Model):
    """What a band is expected to do in an area; a new edition never overwrites the one a review was judged by."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="descriptors")
    band = models.ForeignKey("staff.Band", models.PROTECT, related_name="descriptors")
    edition = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.CharField(_("expectation"), max_length=300)
    effective_from = models.DateField(_("from"))

    objects = DescriptorQuerySet.as_manager()

    class Meta:
        ordering = ["area", "band", "-edition"]
        constraints = once_a_school(
            "area", "band", "edition", name="band_descriptor_edition_stands_once"
        )

    def __str__(self) -> str:
        return self.text
