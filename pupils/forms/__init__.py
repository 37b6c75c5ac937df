"""What comes in about pupils."""
