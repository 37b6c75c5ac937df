"""A filter somebody wants again: a page's query string with a name, for a person or for a role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.access import Role


class SavedViewQuerySet(models.QuerySet):
    """Which saved views."""

    def visible_to(self, person) -> "SavedViewQuerySet":
        """The person's own, and those shared with a role the person holds at the view's school."""
        shared = models.Q(pk__in=[])
        for post in person.access.posts:
            shared |= models.Q(school=post.school_id, role=post.role)
        return self.filter(models.Q(person=person) | shared)


class SavedView(models.Model):
    """One named filter of one list page. With a role it is offered to everyone in that role at the school."""

    school = models.ForeignKey("core.School", models.CASCADE)
    page = models.CharField(max_length=30)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey("staff.StaffMember", models.CASCADE, related_name="+")
    role = models.CharField(_("share with"), max_length=16, choices=Role.choices, blank=True)
    is_default = models.BooleanField(_("open the page with this view"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school", "page", "name"], name="saved_view_name_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
