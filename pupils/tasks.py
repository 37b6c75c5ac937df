"""Work that runs behind the page: reading and saving a file of pupils, and making papers of them."""

import structlog
from django_tasks import task

from core.policy import Refused
from pupils.actions import paper_run as papers
from pupils.actions.imports import fail_import, read_import, save_import
from pupils.models import Import, PaperRun
from staff.models import StaffMember

log = structlog.get_logger(__name__)


@task()
def read_file(import_id: int, person_id: int) -> str:
    """Read an uploaded file into its preview; returns the state it ends in."""
    item, person = Import.objects.get(pk=import_id), StaffMember.objects.get(pk=person_id)
    return read_import(by=person, item=item).state


@task()
def save_file(import_id: int, person_id: int) -> str:
    """Save a file's pupils; when that fails, nothing is changed and the preview is back."""
    item, person = Import.objects.get(pk=import_id), StaffMember.objects.get(pk=person_id)
    try:
        return save_import(by=person, item=item).state
    except Exception:
        log.exception("import_not_saved", import_id=import_id)
        fail_import(by=person, item=item)
        raise


@task()
def make_papers(run_id: int, person_id: int) -> str:
    """Make the file of a run; returns the state it ends in. What went wrong stands on its page."""
    run, person = PaperRun.objects.get(pk=run_id), StaffMember.objects.get(pk=person_id)
    try:
        return papers.make_papers(by=person, run=run).state
    except Refused as refusal:
        return papers.fail_papers(by=person, run=run, refused=refusal.reason).state
    except Exception:
        log.exception("papers_not_made", run_id=run_id)
        papers.fail_papers(by=person, run=run)
        raise
