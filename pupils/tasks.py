"""Work on imports that runs behind the page: reading a file, and saving it."""

import structlog
from django_tasks import task

from pupils.actions.imports import fail_import, read_import, save_import
from pupils.models import Import
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
