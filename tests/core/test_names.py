"""Folding names for search."""

import pytest

from core.names import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Élodie", "elodie"),
        ("  ŁUKASZ  Żak ", "lukasz zak"),
        ("O’Brien", "obrien"),
        ("D'Arcy", "darcy"),
        ("Strauß", "strauss"),
        ("Søren", "soren"),
        ("Anne-Marie", "anne marie"),
        ("Işıl", "isil"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_fold_takes_away_accents_case_and_spaces(typed, folded):
    assert fold(typed) == folded
