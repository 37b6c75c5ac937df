"""Where pupils join what the floor below keeps: menu, search box, first page, due work; and own tabs."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import finding_pupils, parts, policies, tabs
from pupils.actions.imports import wipe_old_imports
from pupils.importing import last_import_at
from pupils.models import Import, Pupil
from pupils.summary import summary_of
from staff import book, book_values, due, home, navigation
from staff.access import WHOLE_SCHOOL, Role

#: Roles that see no pupil through their posts.
WITHOUT_PUPILS = frozenset({Role.HR, Role.EXAMS})
#: National numbers of a pupil: read only where they are edited.
NUMBERS = ("upn", "former_upn", "uln")


def join() -> None:
    """Join each of them."""
    tabs.add(tabs.Tab("pupil", _("Summary"), "pupil", 10))
    tabs.add(tabs.Tab("pupil_people", _("People"), "pupil_people", 40))
    parts.add(parts.Part(parts.PEOPLE, "adults", 10, "pupils/_people_adults.html", adults_of))
    tabs.add(tabs.Tab("pupil_chronology", _("Chronology"), "pupil_chronology", 90))
    navigation.add(
        navigation.Item(
            _("Pupils"),
            "register",
            20,
            works_with_pupils,
            _("The SEND register and every pupil you work with"),
        )
    )
    navigation.add(
        navigation.Item(
            _("Imports"),
            "imports",
            25,
            keeps_data,
            _("Bring the school’s export and see what each file changed"),
            more=True,
        )
    )
    finding_pupils.answer()
    home.add_source(files_waiting)
    home.add_source(last_import)
    due.add("wipe_imports", wipe_imports)
    book.keep_back("pupils.pupil", NUMBERS)
    book_values.leave_out("pupils.adultlink", "source")
    book_values.name_records("pupils.pupil", _names_of)
    book.show_values("pupils", lambda person, school: person.access.has(school, *WHOLE_SCHOOL))


def adults_of(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The adults who work with a pupil, and why the person may not change them."""
    return {"summary": summary_of(pupil), "reason": policies.edit_adults(person, pupil)}


def _names_of(person: Any, keys: Iterable[int]) -> dict[int, str]:
    """Names of pupils for the record book, of those that ``person`` may see."""
    seen = Pupil.objects.visible_to(person).filter(pk__in=keys).order_by()
    return {pupil.pk: str(pupil) for pupil in seen}


def works_with_pupils(person: Any) -> bool:
    """True for every post but those that see no pupil."""
    return bool(person.access.roles - WITHOUT_PUPILS)


def keeps_data(person: Any) -> bool:
    """True for a data manager, whose work is imports; planners reach them from the register."""
    return person.access.has_any(Role.DATA)


def last_import(person: Any) -> Iterable[home.Need]:
    """For a data manager: how old the pupil data is, and where the next file goes."""
    if not keeps_data(person):
        return
    at = last_import_at(person)
    title = _now("Pupil data has not been imported yet")
    if at:
        day = format_date(timezone.localdate(at), "j M Y")
        title = _now("Pupil data last imported on %(day)s") % {"day": day}
    why = _now("A newer export brings changes of forms, status and leavers.")
    yield home.Need(70, title, why, reverse("imports"), _now("Imports"))


def files_waiting(person: Any) -> Iterable[home.Need]:
    """Files that the person uploaded and nobody has saved yet."""
    ready = Import.objects.visible_to(person).filter(made_by=person.pk, state=Import.State.PREVIEW)
    pks = list(ready.values_list("pk", flat=True)[:20])
    if pks:
        title = ngettext(
            "%(count)s file of pupils is ready to check",
            "%(count)s files of pupils are ready to check",
            len(pks),
        ) % {"count": len(pks)}
        url = reverse("see_import", args=[pks[0]]) if len(pks) == 1 else reverse("imports")
        why = _now("Nothing is saved until you have looked at it.")
        yield home.Need(40, title, why, url, _now("Check it"), len(pks))


def wipe_imports() -> str:
    """Empty files that nobody saved in thirty days."""
    return f"{wipe_old_imports(by=None)} files of pupils wiped"
