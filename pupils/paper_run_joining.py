"""Where papers of many pupils join what others keep: kinds, menu, first page, due work, record book."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pupils import paper_kinds, policies, profile_paper
from pupils.actions.paper_run import wipe_old_papers
from pupils.models import PaperRun
from staff import book, book_values, due, home, navigation


def join() -> None:
    """Join each of them."""
    paper_kinds.add(profile_paper.KIND)
    navigation.add(
        navigation.Item(
            _("Papers"), "paper_runs", 60, makes_papers,
            _("Profiles of a class as one PDF, and every file you had made"), more=True,
        )
    )  # fmt: skip
    home.add_source(files_ready)
    due.add("wipe_papers", wipe_due)
    labels = {one.name: one.label for one in paper_kinds.all_kinds()}
    book_values.label_values("pupils.paperrun", "kind", labels)
    book.name_field("pupils.paperrun", "sha256", _("SHA-256 of the file"))


def makes_papers(person: Any) -> bool:
    """True for whoever may have a file of profiles made."""
    return not policies.make_profiles(person)


def files_ready(person: Any) -> Iterable[home.Need]:
    """The newest file that waits for its maker."""
    ready = PaperRun.objects.visible_to(person).filter(state=PaperRun.State.READY)
    run = ready.defer("content").first()
    if run and not run.has_expired:
        why = _now("It is deleted a day after it was made.")
        url = reverse("paper_run", args=[run.pk])
        title = _now("Your file is ready: %(title)s") % {"title": run.title}
        yield home.Need(60, title, why, url, _now("Open it"))


def wipe_due() -> str:
    """Delete files whose day has passed."""
    return wipe_old_papers(by=None)
