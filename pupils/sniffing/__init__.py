"""Files that people bring, told by what is in them and never by what they are called. No Django."""

from pupils.sniffing.files import Sound, examine
from pupils.sniffing.names import clean_name, extension_of

__all__ = ["Sound", "clean_name", "examine", "extension_of"]
