"""Pupils in the search box of every page: by known or legal name, initials, form or number."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from pupils.models import Pupil
from staff import finding

STILL_HERE = F("left_on").desc(nulls_first=True)


def find_pupils(person: Any, words: str, limit: int) -> Iterable[finding.Hits]:
    """Pupils the person may see whose names, form or numbers hold every word; those on roll first."""
    found = Pupil.objects.visible_to(person).matching(words)
    for pupil in found.order_by(STILL_HERE, "surname", "forename", "pk")[:limit]:
        place = pupil.form or pupil.year_group
        detail = _("Form %(form)s") % {"form": place} if place else ""
        if pupil.sen_code != Pupil.SenCode.NONE:
            words_of_status = str(pupil.get_sen_code_display())
            detail = f"{detail}, {words_of_status}" if detail else words_of_status
        url = reverse("pupil", args=[pupil.pk])
        yield finding.Hits(_("Pupils"), pupil.list_name, url, detail)


def answer() -> None:
    """Answer the search box."""
    finding.add_source(find_pupils)
