"""Papers of the world of the access table: files made by the TA of the team."""

from django.utils import timezone

from pupils.models import PaperRun, PaperRunRow, Pupil
from staff.models import Post
from tests.factories.papers import asked, made

#: The file's own bytes: they are on nobody's page but the maker's.
INSIDE = b"Bytesofafile"


def make(pupil: Pupil, ta: Post) -> dict[str, object]:
    """One finished file, one that waits, and one that left the pupil out."""
    run = made(ta.person, pupil)
    late = timezone.now().replace(year=2099)
    PaperRun.objects.filter(pk=run.pk).update(content=INSIDE, expires_at=late)
    failed = asked(ta.person, pupil)
    PaperRun.objects.filter(pk=failed.pk).update(state=PaperRun.State.FAILED)
    PaperRunRow.objects.filter(run=failed).update(outcome="left_out", reason="Not in force then")
    return {
        "run": PaperRun.objects.get(pk=run.pk),
        "waiting_run": asked(ta.person, pupil),
        "failed_run": failed,
    }
