"""The only code of the pupils app that writes."""
