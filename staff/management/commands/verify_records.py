"""Check every page of every record book, and the seals over looks."""

from django.core.management.base import BaseCommand, CommandError

from core import audit
from core.models import AuditEvent, AuditHead, School
from staff.book import closed_faults_of, faults_of


class Command(BaseCommand):
    """Walks each chain; exit 0 when all holds, 1 with the first bad page of each book when not."""

    help = "Check that no page of a record book was changed, removed or put in."

    def handle(self, *args, **options) -> None:
        """Say one line per book; raise CommandError (exit 1) naming what does not hold."""
        heads = set(AuditHead.objects.values_list("chain", flat=True))
        chains = heads | set(AuditEvent.objects.order_by().values_list("chain", flat=True))
        broken = []
        for chain in sorted(chain for chain in chains if chain < audit.CLOSED):
            faults = faults_of(chain)
            pages = AuditEvent.objects.filter(chain=chain).count()
            self.stdout.write(f"book {chain}: {pages} pages, {len(faults)} faults")
            if faults:
                broken.append(f"book {chain}: {faults[0]}")
        # Every school is named, with a closed book or without, and no number of pages.
        for school in School.objects.values_list("pk", flat=True).order_by("pk"):
            faults = closed_faults_of(school)
            self.stdout.write(f"closed book {school}: {'changed' if faults else 'holds'}")
            broken += [f"closed book {school}: {fault}" for fault in faults]
        if broken:
            raise CommandError("; ".join(broken))
