"""What a school asks of its people when they sign in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.access import Role


class RuleQuerySet(models.QuerySet):
    """Which rules."""

    def roles_at(self, school_id: int) -> set[str]:
        """Roles that sign in with a second factor at a school."""
        return set(self.filter(school=school_id).values_list("role", flat=True))


class SecondFactorRule(models.Model):
    """At this school, everyone in this role signs in with a second factor."""

    school = models.ForeignKey("core.School", models.CASCADE)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "role"], name="second_factor_rule_stands_once"
            )
        ]

    def __str__(self) -> str:
        return str(Role(self.role).label)
