"""Work that is due now and then: each floor adds its jobs, ``manage.py run_due`` runs them.

A job is idempotent: run twice, it finds nothing to do. It returns one line about what it did.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core import audit
from core.models import School


@dataclass(frozen=True)
class Job:
    """A named piece of work without arguments that says in a line what it did."""

    name: str
    run: Callable[[], str]


_JOBS: dict[str, Job] = {}


def add(name: str, run: Callable[[], str]) -> None:
    """Run ``run`` whenever due work runs; a name stands once."""
    _JOBS[name] = Job(name, run)


def jobs() -> tuple[Job, ...]:
    """Every job, in the order added."""
    return tuple(_JOBS.values())


def seal_looks() -> str:
    """Put the looks of every school under a page of its record book, those of its closed book too.

    What is said counts the ordinary books alone: a closed book is not to be known by its looks.
    """
    schools = list(School.objects.values_list("pk", flat=True))
    for pk in schools:
        audit.seal_looks(school_id=audit.closed(pk))
    sealed = [audit.seal_looks(school_id=pk) for pk in schools]
    return f"{sum(page is not None for page in sealed)} schools had looks to seal"


add("seal_looks", seal_looks)
