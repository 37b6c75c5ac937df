"""Reviews of a line that are due, as a card: the late ones first, then by their day."""

from dataclasses import dataclass
from typing import Any

from appraisal.line_page import Line
from appraisal.steps import BEHIND, current_step
from appraisal.wording import drawn_steps, due_words, next_words

#: How many stand in the card; the list of reviews holds all.
SHOWN = 5


@dataclass(frozen=True)
class Due:
    """One review of the card."""

    pk: int
    name: str
    steps: list[dict[str, str]]
    kind: str
    words: str


def reviews_due(line: Line, person: Any) -> list[Due]:
    """Reviews not yet signed, the late ones first."""
    found = []
    for row in line.rows:
        review = row.counts.review
        step = current_step(review.standing, review.dates, line.today) if review else None
        if review is None or step is None:
            continue
        is_late = step.state == BEHIND
        is_appraiser = review.appraiser_id in person.access.post_ids
        words = next_words(review.standing, False, is_appraiser, row.post.name)
        due = Due(
            review.pk, row.post.name, drawn_steps(review.standing, review.dates, line.today),
            "bad" if is_late else "now", due_words(step, line.today) if is_late else words,
        )  # fmt: skip
        found.append((not is_late, step.by, row.post.search_name, due))
    return [due for *_key, due in sorted(found, key=lambda entry: entry[:3])][:SHOWN]
