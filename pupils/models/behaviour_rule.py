"""Numbers that pages of behaviour go by, as data: below which count a figure is not shown, and the like."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import once_a_school


class BehaviourRuleQuerySet(models.QuerySet):
    """Which rules."""

    def visible_to(self, person) -> "BehaviourRuleQuerySet":
        """Shared rules, and those of the schools where ``person`` works."""
        return self.filter(Q(school=None) | Q(school__in=person.access.school_ids))

    def in_use_at(self, school_id: int) -> "BehaviourRuleQuerySet":
        """Rules a school goes by: its own, and shared ones it has not replaced."""
        own = self.model.objects.filter(school=school_id).values("code")
        return self.filter(Q(school=school_id) | (Q(school=None) & ~Q(code__in=own)))

    def number(self, school_id: int, code: str) -> int:
        """The number a school goes by: its own, else the shared one."""
        found = self.filter(Q(school=school_id) | Q(school=None), code=code)
        return found.order_by(F("school").asc(nulls_last=True)).values_list("number", flat=True)[0]


class BehaviourRule(models.Model):
    """A number that pages of behaviour go by, with its source; a school may have its own."""

    school = models.ForeignKey("core.School", models.CASCADE, null=True, blank=True)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=120)
    number = models.PositiveSmallIntegerField(_("number"))
    source = models.CharField(_("source"), max_length=200)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BehaviourRuleQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("number")
        constraints = once_a_school("code", name="behaviour_rule_stands_once")

    def __str__(self) -> str:
        return self.name
