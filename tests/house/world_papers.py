"""Papers of the world of the access table: a file of one pupil, made by the TA of the team."""

from django.utils import timezone

from pupils.actions.paper_run import ask_for_papers
from pupils.models import PaperRun, Pupil
from staff.models import Post
from tests.factories.papers import made

#: The file's own bytes: they are on nobody's page but the maker's.
INSIDE = b"Bytesofafile"


def make(pupil: Pupil, ta: Post) -> dict[str, object]:
    """One finished file, whose bytes can be looked for, and one that waits."""
    run = made(ta.person, pupil)
    PaperRun.objects.filter(pk=run.pk).update(
        content=INSIDE, expires_at=timezone.now().replace(year=2099)
    )
    waiting = ask_for_papers(by=ta.person, kind="profiles", title="Waits", pupils=[pupil])
    return {"run": PaperRun.objects.get(pk=run.pk), "waiting_run": waiting}
