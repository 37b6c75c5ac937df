"""Check every signature under every review. Ends with 1 and names each that does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from appraisal.models import Signature
from appraisal.seals import faults


class Command(BaseCommand):
    """``manage.py verify_signatures``"""

    help = "Checks that every signature holds: its bytes, its seal, and the review it stands under."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what does not hold."""
        found = list(faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} faults in the signatures.", returncode=1)
        self.stdout.write(f"{Signature.objects.count()} signatures, all hold.")
