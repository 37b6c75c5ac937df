"""How a profile that is still a draft is moved to the right pupil."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pupils import policies
from pupils.models import Profile, Pupil
from pupils.moving import Movable, Note, first_written

KIND = "profile-draft"


def find(person: Any, key: int) -> Note | None:
    """The draft, as whoever may write it sees it."""
    drafts = Profile.objects.visible_to(person).drafts().select_related("pupil")
    draft = drafts.filter(pk=key).first()
    if draft is None:
        return None
    written = first_written("pupils.profile", draft.pk) or timezone.now()
    url = f"{reverse('pupil_profile', args=[draft.pupil_id])}?version=draft"
    words = "\n".join(filter(None, draft.voice.values()))
    reason = policies.edit_profile(person, draft)
    return Note(draft, draft.pupil, words, written, reason, url)


def targets(person: Any, note: Note) -> QuerySet[Pupil]:
    """Pupils of the school whom the person sees and of whom nobody is writing a profile."""
    drafted = Profile.objects.drafts().filter(pupil=OuterRef("pk"))
    found = Pupil.objects.visible_to(person).on_roll().filter(school=note.pupil.school_id)
    return found.exclude(pk=note.pupil.pk).filter(~Exists(drafted))


def movable(move: Any) -> Movable:
    """The kind, moved by this action."""
    return Movable(KIND, _("Draft of a profile"), frozenset({"pupil_profile"}), find, targets, move)
