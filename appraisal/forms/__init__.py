"""What comes in from the pages of this floor."""
