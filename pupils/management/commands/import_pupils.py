"""python manage.py import_pupils FILE --school URN [--dry-run]: a school system's CSV or Excel export."""

from pupils.management.importing import ImportCommand
from pupils.models import Import


class Command(ImportCommand):
    """Import pupils from a CSV or XLSX export."""

    help = "Import pupils from a school system's CSV or XLSX export."
    kind = Import.Kind.SHEET
