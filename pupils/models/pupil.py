"""A pupil of one school."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.names import fold
from pupils.models.adult import AdultLink
from pupils.models.emergency import EmergencyAccess
from staff.access import WHOLE_SCHOOL


class PupilQuerySet(models.QuerySet):
    """Which pupils."""

    def visible_to(self, person) -> "PupilQuerySet":
        """Pupils ``person`` may see now: those known to them, and one opened to them in an emergency.

        Only for whoever has an emergency open is anything more asked of the database.
        """
        if not person.has_emergency:
            return self.known_to(person)
        opened = EmergencyAccess.objects.open_to(person).filter(pupil=OuterRef("pk"))
        return self.filter(Q(pk__in=self.known_to(person).values("pk")) | Exists(opened))

    def known_to(self, person) -> "PupilQuerySet":
        """Pupils ``person`` sees today by a whole-school role, or because they work with them.

        An HLTA also sees the pupils that the posts below theirs work with: their department's.
        """
        access = person.access
        whole = access.schools_as(*WHOLE_SCHOOL)
        if whole == access.school_ids:
            # Links never leave the school of their post, so they would add nothing.
            return self.filter(school__in=whole)
        linked = AdultLink.objects.current().filter(
            pupil=OuterRef("pk"), post__in=access.post_ids + access.department_ids
        )
        return self.filter(Q(school__in=whole) | Exists(linked))

    def on_roll(self) -> "PupilQuerySet":
        """Pupils who have not left."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate()))

    def with_sen(self) -> "PupilQuerySet":
        """Pupils with SEN support or an EHC plan."""
        return self.filter(sen_code__in=["K", "E"])

    def matching(self, words: str) -> "PupilQuerySet":
        """Pupils whose folded names, form or identifiers hold every word typed."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_name__contains=word)
        return found


class Pupil(models.Model):
    """Who a pupil is. Current SEN code and needs are copied here from the register for lists and badges."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("Female")
        MALE = "M", _("Male")

    class SenCode(models.TextChoices):
        NONE = "N", _("No SEN")
        SUPPORT = "K", _("SEN support")
        PLAN = "E", _("Education, health and care plan")

    school = models.ForeignKey("core.School", models.PROTECT, related_name="pupils")
    upn = models.CharField(_("UPN"), max_length=13, blank=True)
    former_upn = models.CharField(_("former UPN"), max_length=13, blank=True)
    uln = models.CharField(_("ULN"), max_length=10, blank=True)
    admission_number = models.CharField(_("admission number"), max_length=20, blank=True)
    surname = models.CharField(_("legal surname"), max_length=80)
    forename = models.CharField(_("legal forename"), max_length=80)
    known_as = models.CharField(_("known as"), max_length=80, blank=True)
    known_surname = models.CharField(_("known surname"), max_length=80, blank=True)
    pronunciation = models.CharField(_("says it"), max_length=80, blank=True)
    born_on = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    year_group = models.CharField(_("year"), max_length=2, blank=True)
    form = models.CharField(_("form"), max_length=12, blank=True)
    ethnicity = models.CharField(_("ethnicity code"), max_length=4, blank=True)
    language = models.CharField(_("first language code"), max_length=4, blank=True)
    has_eal = models.BooleanField(_("English as an additional language"), default=False)
    is_looked_after = models.BooleanField(_("looked after"), default=False)
    has_pupil_premium = models.BooleanField(_("pupil premium"), default=False)
    has_free_meals = models.BooleanField(_("free school meals"), default=False)
    has_medical_flag = models.BooleanField(_("medical alert"), default=False)
    attendance_percent = models.DecimalField(
        _("attendance, per cent"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)
    owner_name = models.CharField(_("plan owner"), max_length=120, blank=True, editable=False)
    review_due_on = models.DateField(_("next review"), null=True, blank=True)
    sen_code = models.CharField(
        _("SEN"), max_length=1, choices=SenCode.choices, default=SenCode.NONE, editable=False
    )
    main_need = models.CharField(_("main need"), max_length=5, blank=True, editable=False)
    second_need = models.CharField(_("second need"), max_length=5, blank=True, editable=False)
    search_name = models.CharField(max_length=400, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["surname", "forename", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "upn"], condition=~Q(upn=""), name="upn_stands_once_in_a_school"
            ),
            models.UniqueConstraint(
                fields=["school", "admission_number"],
                condition=~Q(admission_number=""),
                name="admission_number_stands_once_in_a_school",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=models.F("joined_on")),
                name="pupil_leaves_after_joining",
            ),
            models.CheckConstraint(
                condition=Q(attendance_percent__isnull=True)
                | Q(attendance_percent__gte=0, attendance_percent__lte=100),
                name="pupil_attendance_is_a_percentage",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "sen_code", "surname"], name="pupil_by_register"),
            models.Index(fields=["school", "surname", "forename", "born_on"], name="pupil_by_key"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Keep the folded names beside the names."""
        self.search_name = self.folded()
        super().save(*args, **kwargs)

    def folded(self) -> str:
        """Everything a pupil is searched by: known and legal names, initials, form, identifiers."""
        words = [
            self.known_as,
            self.known_surname,
            self.forename,
            self.surname,
            self.initials,
            self.initials.replace(".", ""),
            self.form,
            self.upn,
            self.admission_number,
        ]
        return fold(" ".join(word for word in words if word))[:400]

    @property
    def first_name(self) -> str:
        """The forename the pupil goes by."""
        return self.known_as or self.forename

    @property
    def last_name(self) -> str:
        """The surname the pupil goes by."""
        return self.known_surname or self.surname

    @property
    def name(self) -> str:
        """ "Toby Wrenfield"."""
        return f"{self.first_name} {self.last_name}"

    @property
    def list_name(self) -> str:
        """ "Wrenfield, Toby", for lists sorted by surname."""
        return f"{self.last_name}, {self.first_name}"

    @property
    def short_name(self) -> str:
        """ "Toby W.", for a screen others may see."""
        return f"{self.first_name} {self.last_name[:1]}."

    @property
    def initials(self) -> str:
        """ "T.W.", for figures about the line and for evidence."""
        return f"{self.first_name[:1]}.{self.last_name[:1]}."
