"""Run whatever is due: sealing looks, and the jobs of the floors above."""

import logging

from django.core.management.base import BaseCommand, CommandError

from staff import due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs every job once; each is idempotent, so a cron entry may call this as often as it likes."""

    help = "Run work that is due: seal looks into the record book, and what other parts add."

    def handle(self, *args, **options) -> None:
        """Say one line per job; one that fails does not keep the others from running. Exit 1 then."""
        failed = []
        for job in due.jobs():
            try:
                self.stdout.write(f"{job.name}: {job.run()}")
            except Exception:  # the others still have to run; the command fails at the end
                log.exception("%s did not finish", job.name)
                failed.append(job.name)
        if failed:
            raise CommandError(f"These did not finish: {', '.join(failed)}.")
