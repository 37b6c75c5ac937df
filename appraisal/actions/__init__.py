"""The only code of this floor that writes."""
