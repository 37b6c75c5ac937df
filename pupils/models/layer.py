"""Layers of support as data, and the trail of a pupil's moves between them: when, who decided, why, on what.

Two lists are seeded, the older waves and the layers proposed in 2026 (domain.md 5.2); a school uses
either, both, or its own. A move stays as it was written; one made by mistake is withdrawn with a reason.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import triggers
from core.constraints import once_a_school
from pupils.models.plan import NEVER, PLAN_READERS, department_links
from pupils.models.plan_rules import PlanRule


class Layer(PlanRule):
    """One layer of support: its name, which list it belongs to, and what it means."""

    name = models.CharField(_("name"), max_length=60)
    scheme = models.CharField(_("list"), max_length=60)
    about = models.CharField(_("what it means"), max_length=200, blank=True)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("layer")
        constraints = once_a_school("code", name="layer_code_stands_once")

    def __str__(self) -> str:
        return self.name


class LayerMoveQuerySet(models.QuerySet):
    """Which moves."""

    def visible_to(self, person) -> "LayerMoveQuerySet":
        """Moves of pupils whose plans the person reads whole."""
        schools = person.access.schools_as(*PLAN_READERS)
        return self.filter(
            Q(school__in=schools) | Exists(department_links(person, OuterRef("pupil_id")))
        )

    def standing(self) -> "LayerMoveQuerySet":
        """Moves that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class LayerMove(models.Model):
    """A pupil moves to a layer on a day: from which, who decided, why, and on what evidence."""

    school = models.ForeignKey("core.School", models.PROTECT)
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, related_name="layer_moves")
    layer = models.ForeignKey(Layer, models.PROTECT, related_name="+", verbose_name=_("to"))
    before = models.ForeignKey(
        Layer, models.PROTECT, null=True, related_name="+", verbose_name=_("from")
    )
    on = models.DateField(_("on"))
    decided_by = models.CharField(_("who decided"), max_length=200)
    why = models.CharField(_("why"), max_length=500)
    evidence = models.CharField(_("on what evidence"), max_length=500)
    recorded_by = models.ForeignKey("staff.StaffMember", models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LayerMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("move between layers")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="withdrawn_move_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(evidence="") & ~Q(decided_by=""),
                name="move_says_who_why_and_on_what",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "-on"], name="layer_move_by_pupil")]

    def __str__(self) -> str:
        return str(self.layer)


triggers.lock(
    "pupils_layermove",
    when=NEVER,
    sentence="a move between layers stays as it was written, in the school of its pupil",
    shut="EXISTS (SELECT 1 FROM pupils_pupil p WHERE p.id = NEW.pupil_id"
    " AND p.school_id <> NEW.school_id)"
    " OR EXISTS (SELECT 1 FROM pupils_layermove m WHERE m.id = NEW.id"
    " AND (m.layer_id <> NEW.layer_id OR m.pupil_id <> NEW.pupil_id OR m.why <> NEW.why"
    " OR m.evidence <> NEW.evidence OR m.decided_by <> NEW.decided_by"
    " OR m.withdrawn_on IS NOT NULL))",
)
