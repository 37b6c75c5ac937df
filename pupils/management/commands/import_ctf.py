"""python manage.py import_ctf FILE --school URN [--dry-run]: a Common Transfer File."""

from pupils.management.importing import ImportCommand
from pupils.models import Import


class Command(ImportCommand):
    """Import pupils from a Common Transfer File."""

    help = "Import pupils from a DfE Common Transfer File (CTF XML)."
    kind = Import.Kind.CTF
