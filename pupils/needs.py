"""Types of need as people write them: the national code in capitals, short forms as staffrooms do."""

#: Codes whose usual way of writing is not all capitals.
SHORT = {"SPLD": "SpLD"}


def short_name(code: str) -> str:
    """ "SpLD" for the code SPLD; any other code as it is."""
    return SHORT.get(code, code)
