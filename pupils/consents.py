"""Who can consent for a pupil: those of the family with parental responsibility, the pupil, the authority."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import CarerLink, Pupil

#: From here a young person decides for themselves under part 3 of the Children and Families Act 2014:
#: the end of compulsory school age. Earlier, a pupil who understands may consent beside a parent.
YOUNG_PERSON = 16


def who_consents(person: Any, pupil: Pupil) -> list[tuple[str, str]]:
    """Names to choose from, as they are written down: a statement stays what it was."""
    links = CarerLink.objects.visible_to(person).current().filter(pupil=pupil)
    may = links.exclude(responsibility=CarerLink.Answer.NO).select_related("carer")
    found = [f"{link.carer.name}, {link.get_relationship_display()}" for link in may]
    own = _("%(name)s, the pupil") % {"name": pupil.name}
    found = [own, *found] if age_of(pupil) >= YOUNG_PERSON else [*found, own]
    if pupil.is_looked_after:
        found.append(_("The local authority, which shares parental responsibility"))
    return [(words[:140], words) for words in found]


def age_of(pupil: Pupil) -> int:
    """Whole years today."""
    today, born = timezone.localdate(), pupil.born_on
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
