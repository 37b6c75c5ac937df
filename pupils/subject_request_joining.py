"""Where subject access requests join what others keep: menu, first page, kind of papers, due work, book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import paper_kinds, policies, subject_copy
from pupils.actions.request_review import wipe_review_copies
from pupils.actions.subject_request import SECRET
from pupils.subject_requests import needs_of_keeper
from staff import book, due, home, navigation


def join() -> None:
    """Join each of them."""
    paper_kinds.add(subject_copy.KIND)
    navigation.add(
        navigation.Item(
            _("Requests"), "subject_requests", 62, keeps_requests,
            _("Who asks for what is kept about a pupil, by when, and what is given"), more=True,
        )
    )  # fmt: skip
    home.add_source(needs_of_keeper)
    due.add("wipe_review_copies", wipe_due)
    book.keep_back("pupils.subjectrequest", SECRET)
    book.keep_back("pupils.requeststep", ("words",))
    book.keep_back("pupils.requestrow", ("title", "note"))
    book.keep_back("pupils.requestfield", ("label", "words"))


def keeps_requests(person: Any) -> bool:
    """True for the head, the SENCO and the data manager."""
    return not policies.see_requests(person)


def wipe_due() -> str:
    """Delete review copies of requests that were done 90 days ago."""
    return f"{wipe_review_copies(by=None)} review copies deleted"
