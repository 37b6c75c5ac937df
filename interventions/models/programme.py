"""The library of interventions: what a programme asks for, and how sure we are of each figure."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class ProgrammeQuerySet(models.QuerySet):
    """Which programmes."""

    def visible_to(self, person) -> "ProgrammeQuerySet":
        """The shared library, and the programmes of the person's schools."""
        return self.filter(Q(school__isnull=True) | Q(school__in=person.access.school_ids))

    def active(self) -> "ProgrammeQuerySet":
        """Programmes that can be started today."""
        return self.filter(is_active=True)


class Programme(models.Model):
    """An intervention with its usual group, rhythm and measure; a school's row wins over the library's."""

    class Layer(models.TextChoices):
        UNIVERSAL = "universal", _("Universal")
        TARGETED = "targeted", _("Targeted")
        SPECIALIST = "specialist", _("Specialist")

    class Evidence(models.TextChoices):
        UNRATED = "", _("Not rated")
        TRIALS = "trials", _("Tested in trials")
        PROMISING = "promising", _("Promising")
        PRACTICE = "practice", _("Known from practice")

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("made from")
    )
    name = models.CharField(_("name"), max_length=80)
    area_of_need = models.CharField(_("area"), max_length=60)
    layer = models.CharField(_("layer"), max_length=10, choices=Layer.choices)
    smallest_group = models.PositiveSmallIntegerField(_("pupils at least"), default=1)
    largest_group = models.PositiveSmallIntegerField(_("pupils at most"), default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes a session"))
    times_a_week = models.PositiveSmallIntegerField(_("times a week"))
    weeks = models.PositiveSmallIntegerField(_("weeks"), null=True, blank=True)
    usual_measure = models.ForeignKey(
        "interventions.Measure", models.SET_NULL, null=True, blank=True, verbose_name=_("measure")
    )
    measure_note = models.CharField(_("usual measure in words"), max_length=80, blank=True)
    is_scripted = models.BooleanField(_("scripted"), default=False)
    evidence = models.CharField(
        _("evidence"), max_length=10, choices=Evidence.choices, blank=True, default=""
    )
    is_checked = models.BooleanField(_("figures confirmed"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *once_a_school("name", name="programme_name_stands_once"),
            models.CheckConstraint(
                condition=Q(largest_group__gte=F("smallest_group"), smallest_group__gte=1),
                name="programme_group_runs_upwards",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240), name="programme_minutes_fit_a_day"
            ),
            models.CheckConstraint(
                condition=Q(times_a_week__gte=1, times_a_week__lte=15),
                name="programme_rhythm_fits_a_week",
            ),
        ]

    @property
    def size_in_words(self) -> str:
        """How many pupils the programme is meant for: "4 to 6 pupils", "1 pupil"."""
        least, most = self.smallest_group, self.largest_group
        if least == most:
            return ngettext("%(count)s pupil", "%(count)s pupils", most) % {"count": most}
        return gettext("%(least)s to %(most)s pupils") % {"least": least, "most": most}

    def __str__(self) -> str:
        return self.name
