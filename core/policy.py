"""The doorkeeper: a policy returns the reason for a refusal, or an empty string."""


class Refused(Exception):
    """The person may see the record but may not do this; ``reason`` is the sentence they read. Answers 403."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(reason: str) -> None:
    """Go on when ``reason`` is empty, else raise Refused with it."""
    if reason:
        raise Refused(str(reason))
