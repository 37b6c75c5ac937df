"""python manage.py load_demo: fill an empty database with the demo trust."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hlta_portal.demo.load import load


class Command(BaseCommand):
    """Refuses outside demo mode, and where schools are there already."""

    help = "Fill an empty database with two invented schools."

    def handle(self, *args, **options) -> None:
        """Load with the demo's password, which DEMO_PASSWORD sets."""
        if not settings.DEMO or not settings.DEMO_PASSWORD:
            raise CommandError("The demo trust is only for demo mode: set DEMO and DEMO_PASSWORD.")
        try:
            load(timezone.localdate(), settings.DEMO_PASSWORD)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The demo trust is ready: two schools, invented people and pupils.")
