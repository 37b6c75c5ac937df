"""Who manages whom, from post to post, dated. A tree: loops are refused before they are written."""

import datetime
from collections.abc import Iterable

from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Written out because most pages ask it: building it from parts costs ten times what running it does.
_BELOW = """
WITH RECURSIVE below (post_id) AS (
    SELECT l.post_id FROM staff_linemanagement l WHERE l.manager_id IN ({managers})
      AND l.starts_on <= %(on)s AND (l.ends_on IS NULL OR l.ends_on >= %(on)s)
    UNION
    SELECT l.post_id FROM staff_linemanagement l JOIN below b ON l.manager_id = b.post_id
    WHERE l.starts_on <= %(on)s AND (l.ends_on IS NULL OR l.ends_on >= %(on)s))
SELECT post_id FROM below"""


class LineQuerySet(models.QuerySet):
    """Which lines."""

    def current(self, on: datetime.date | None = None) -> "LineQuerySet":
        """Lines that stand on a day, today unless said."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def visible_to(self, person) -> "LineQuerySet":
        """Lines at the schools where ``person`` works."""
        return self.filter(school__in=person.access.school_ids)

    def latest_of(self, post) -> "LineManagement | None":
        """The line of a post that began last, or is planned to, with its manager's name."""
        lines = self.filter(post=post).select_related("manager__person")
        return lines.order_by("-starts_on", "-pk").first()

    def post_ids_below(self, managers: Iterable[int], on: datetime.date | None = None) -> list[int]:
        """Ids of the posts below ``managers`` at any depth, without them; ends on a loop."""
        managers = [int(manager) for manager in managers]
        if not managers:
            return []
        day = connection.ops.adapt_datefield_value(on or timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute(_BELOW.format(managers=", ".join(map(str, managers))), {"on": day})
            return [post_id for (post_id,) in cursor.fetchall() if post_id not in managers]


class LineManagement(models.Model):
    """One post is managed by another, from a day, until a day."""

    school = models.ForeignKey("core.School", models.PROTECT)
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="lines_up")
    manager = models.ForeignKey("staff.Post", models.PROTECT, related_name="lines_down")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="line_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(post=F("manager")), name="nobody_manages_their_own_post"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ends_on__isnull=True),
                name="post_has_one_manager_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} is managed by {self.manager_id}"

    def is_standing(self, on: datetime.date) -> bool:
        """Whether this line counts on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
