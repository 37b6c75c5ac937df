"""What somebody is to do after an incident, by when, and whether it is done."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from pupils.models.incident import Incident


class FollowUpQuerySet(models.QuerySet):
    """Which follow-ups."""

    def visible_to(self, person) -> "FollowUpQuerySet":
        """One's own, and those of incidents the person sees."""
        seen = Incident.objects.visible_to(person).filter(key=OuterRef("incident__key"))
        mine = Q(owner=person.pk, school__in=person.access.school_ids)
        return self.filter(mine | Exists(seen))

    def open(self) -> "FollowUpQuerySet":
        """Not done yet."""
        return self.filter(done_on=None)


class FollowUp(models.Model):
    """What somebody is to do after an incident, and by when. It stays with the incident when that is corrected."""

    school = models.ForeignKey("core.School", models.PROTECT)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="follow_ups")
    what = models.CharField(_("what"), max_length=200)
    owner = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    due_on = models.DateField(_("by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("follow-up")
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="follow_up_says_what")]
        indexes = [models.Index(fields=["owner"], condition=Q(done_on=None), name="follow_up_open")]

    def __str__(self) -> str:
        return self.what


triggers.lock(
    "pupils_followup",
    when="1 = 0",
    sentence="a follow-up belongs to the school of its incident",
    shut="EXISTS (SELECT 1 FROM pupils_incident i WHERE i.id = NEW.incident_id"
    " AND i.school_id <> NEW.school_id)",
)
