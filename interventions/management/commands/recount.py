"""Compare every total with the sessions and attendance it counts, and put right what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.models import School
from interventions.actions.recount import repair_totals
from interventions.recount import Difference, differences


class Command(BaseCommand):
    """Exit 0 when every total agrees or was repaired, 1 when a difference stands."""

    help = "Compare totals with the rows they count. --repair puts them right."

    def add_arguments(self, parser: CommandParser) -> None:
        """One school or all; only look, or repair."""
        parser.add_argument("--school", type=int, metavar="URN", help="one school only")
        parser.add_argument("--repair", action="store_true", help="put differences right")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each difference."""
        schools = School.objects.order_by("urn")
        if options["school"]:
            schools = schools.filter(urn=options["school"])
            if not schools:
                raise CommandError(f"There is no school with URN {options['school']}.")
        left = sum(self._one(school, options["repair"]) for school in schools)
        if left:
            raise SystemExit(1)

    def _one(self, school: School, is_repairing: bool) -> int:
        found = differences(school.pk)
        self._say(school, found)
        if not found or not is_repairing:
            return len(found)
        repair_totals(by=None, school=school, differences=found)
        left = differences(school.pk)
        self.stdout.write(f"{school.urn} {school.name}: {len(found) - len(left)} repaired.")
        return len(left)

    def _say(self, school: School, found: list[Difference]) -> None:
        for difference in found:
            self.stdout.write(f"{school.urn} {difference}")
        words = "1 difference" if len(found) == 1 else f"{len(found)} differences"
        self.stdout.write(f"{school.urn} {school.name}: {words}.")
