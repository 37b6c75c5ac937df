"""Reading who works with a pupil from outside."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.chronology import Entry
from pupils.models import Involvement, Pupil

INVOLVEMENT = "involvement"


def helpers_of(person: Any, pupil: Pupil) -> list[Involvement]:
    """What ``person`` may see, the next visit first: one query."""
    rows = Involvement.objects.visible_to(person).filter(pupil=pupil)
    found = list(rows.select_related("professional__agency__kind"))
    far = timezone.localdate().replace(year=9999)
    return sorted(found, key=lambda one: (one.next_visit_on or far, one.professional.full_name))


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """Beginnings and ends, as far as ``person`` sees them; the reason for whoever reads it; two queries."""
    read = set(Involvement.objects.read_by(person).filter(pupil=pupil).values_list("pk", flat=True))
    url = reverse("pupil_professionals", args=[pupil.pk])
    rows = Involvement.objects.visible_to(person).filter(pupil=pupil)
    for one in rows.select_related("professional__agency"):
        words = {"name": one.professional.full_name, "agency": one.professional.agency.name}
        title = _("%(name)s (%(agency)s) began to work with the pupil") % words
        yield Entry(one.starts_on, INVOLVEMENT, title, one.why if one.pk in read else "", url=url)
        if one.has_ended:
            title = _("%(name)s (%(agency)s) no longer works with the pupil") % words
            yield Entry(one.ends_on, INVOLVEMENT, title, url=url)
