"""Where files join what others keep: the pupil's own files, the people page, due work, record book."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pupils import parts, policies
from pupils.actions.attachment import wipe_attachments
from pupils.attachments import shelves_of
from pupils.models import Attachment, Pupil
from pupils.models.attachment import Owner, add_owner
from pupils.models.involvement import read_in_full
from staff import book, book_values, due

OWN = "pupil"


def join() -> None:
    """Join each of them."""
    add_owner(
        Owner(
            OWN, _("Other papers of the pupil"), own_files_of, policies.keep_own_file,
            lambda pupil: reverse("pupil_files", args=[pupil.pk]),
        )
    )  # fmt: skip
    parts.add(
        parts.Part(
            parts.PEOPLE, "files", 90, "pupils/_people_files.html", files_of_pupil,
            policies.see_files,
        )
    )  # fmt: skip
    due.add("wipe_attachments", lambda: f"{wipe_attachments(by=None)} removed files let go")
    book.keep_back("pupils.attachment", ("name", "why", "removed_why", "sha256"))
    book_values.name_records("pupils.attachment", _names_of)


def own_files_of(person: Any) -> Any:
    """Pupils whose own papers the person reads."""
    return Pupil.objects.visible_to(person).filter(read_in_full(person, "pk"))


def files_of_pupil(person: Any, pupil: Pupil) -> dict[str, Any]:
    """How many files there are, and why the person may not add one."""
    shelves = shelves_of(person, pupil)
    return {"shelves": shelves, "count": sum(len(shelf.rows) for shelf in shelves)}


def _names_of(person: Any, keys: Iterable[int]) -> dict[int, str]:
    seen = Attachment.objects.visible_to(person).filter(pk__in=keys)
    return dict(seen.values_list("pk", "name"))
