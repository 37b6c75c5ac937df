"""Files of papers that exist nowhere else, through the same actions as everybody's."""

from pupils.actions.paper_run import ask_for_papers, make_papers
from pupils.models import PaperRun, Pupil


def asked(by, *pupils: Pupil, **more) -> PaperRun:
    """A run of profiles that waits for its turn."""
    return ask_for_papers(
        by=by, kind="profiles", title="Profiles, Form 8B", pupils=list(pupils), **more
    )


def made(by, *pupils: Pupil, **more) -> PaperRun:
    """A finished run of profiles."""
    run = make_papers(by=by, run=asked(by, *pupils, **more))
    run.refresh_from_db()
    return run
