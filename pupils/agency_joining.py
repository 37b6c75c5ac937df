"""Where the directory joins what others keep: menu and record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import policies
from pupils.actions.agency import SECRET
from pupils.models import Agency, Professional
from staff import book, book_values, navigation


def join() -> None:
    """Join each of them."""
    navigation.add(
        navigation.Item(
            _("Directory"), "directory", 37, reads_directory,
            _("Agencies and professionals outside the school, and how to refer to them"),
            more=True,
        )
    )  # fmt: skip
    for kind, model in (("pupils.agency", Agency), ("pupils.professional", Professional)):
        book.keep_back(kind, SECRET)
        book_values.name_records(kind, _namer(model))


def reads_directory(person: Any) -> bool:
    """True for whoever may open the directory."""
    return not policies.see_directory(person)


def _namer(model: Any) -> Any:
    def names(person: Any, keys: Any) -> dict[int, str]:
        return {one.pk: str(one) for one in model.objects.visible_to(person).filter(pk__in=keys)}

    return names
