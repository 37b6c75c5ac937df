"""Made-up schools, people, pupils and groups for tests."""
