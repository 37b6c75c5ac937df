"""What is wrong with the rows of a plan before anybody tries to deliver them, each with its reason and rule.

A line that says no minutes, no rhythm, nobody or no days cannot be delivered as written, nor shown to
have been. A thread is broken where a need, an outcome or a line stands alone. The sources are those of
domain.md 3.5; none has been compared with the text of the code, and each says so.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from pupils.sentences import Sentence
from pupils.sentences import Sentence as _

#: Academic year from which outcomes and provision prepare for adulthood.
ADULTHOOD_FROM_YEAR = 9
#: Wordings that promise nothing that could be counted.
VAGUE = (
    "access to", "opportunities for", "opportunities to", "as required", "as needed", "as necessary",
    "as appropriate", "where appropriate", "when appropriate", "where possible", "if available",
    "regular", "regularly", "ongoing", "would benefit", "may benefit", "up to", "subject to",
)  # fmt: skip
_VAGUE = re.compile(rf"\b({'|'.join(map(re.escape, VAGUE))})\b", re.IGNORECASE)


@dataclass(frozen=True)
class NeedRow:
    """A need; ``must_be_met`` where each need of its section has to be met by provision."""

    key: str
    must_be_met: bool = True


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome: by when, its strand of adulthood, and the keys of the needs it answers."""

    key: str
    due_on: datetime.date | None = None
    strand: str = ""
    needs: Collection[str] = ()


@dataclass(frozen=True)
class StepRow:
    """A shorter step, with the key of its outcome."""

    key: str
    outcome: str
    criterion: str = ""
    due_on: datetime.date | None = None


@dataclass(frozen=True)
class LineRow:
    """A line of provision, with the keys of the needs and outcomes it serves."""

    key: str
    what: str = ""
    who: str = ""
    qualification: str = ""
    group_size: int | None = None
    minutes: int | None = None
    times: int | None = None
    weeks: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    needs: Collection[str] = ()
    outcomes: Collection[str] = ()


@dataclass(frozen=True)
class Flag:
    """One thing that is wrong with the row of ``key``, why, and by which rule; ``is_bad`` is the worse kind."""

    key: str
    code: str
    words: Sentence
    source: Sentence
    is_bad: bool = True


@dataclass(frozen=True)
class Rows:
    """The rows of one version of a plan, and the academic year of the pupil where it is a number."""

    needs: Iterable[NeedRow] = ()
    outcomes: Iterable[OutcomeRow] = ()
    steps: Iterable[StepRow] = ()
    lines: Iterable[LineRow] = ()
    year: int | None = None
    #: Lines whose last day was before this day have run out.
    today: datetime.date | None = field(default=None)


def flags_of(rows: Rows) -> list[Flag]:
    """Everything that is wrong, in the order of the rows: needs, outcomes, steps, provision."""
    lines, outcomes = list(rows.lines), list(rows.outcomes)
    answered = {key for outcome in outcomes for key in outcome.needs}
    met = {key for line in lines for key in line.needs}
    served = {key for line in lines for key in line.outcomes}
    found: list[Flag] = []
    for need in rows.needs:
        found += _need(need, answered, met)
    for outcome in outcomes:
        found += _outcome(outcome, served, rows.year)
    for step in rows.steps:
        found += _step(step)
    for line in lines:
        found += _line(line, rows.today)
    return found


def _need(need: NeedRow, answered: set[str], met: set[str]) -> Iterator[Flag]:
    if need.must_be_met and need.key not in met:
        yield Flag(need.key, "need_unmet", _("No provision meets this need."), _EACH_NEED)
    if need.must_be_met and need.key not in answered:
        yield Flag(
            need.key, "need_open", _("No outcome answers this need."), _OUTCOMES, is_bad=False
        )


def _outcome(outcome: OutcomeRow, served: set[str], year: int | None) -> Iterator[Flag]:
    if outcome.key not in served:
        yield Flag(outcome.key, "outcome_unserved", _("No provision serves this outcome."), _SERVES)
    if outcome.due_on is None:
        yield Flag(
            outcome.key, "outcome_undated", _("No day by which it should be reached."), _OUTCOMES
        )
    if year is not None and year >= ADULTHOOD_FROM_YEAR and not outcome.strand:
        words = _("From Year 9 an outcome says which part of adult life it prepares for.")
        yield Flag(outcome.key, "outcome_strand", words, _ADULTHOOD, is_bad=False)


def _step(step: StepRow) -> Iterator[Flag]:
    if not step.criterion:
        words = _("It does not say how one knows that it is reached.")
        yield Flag(step.key, "step_criterion", words, _OUTCOMES, is_bad=False)
    if step.due_on is None:
        yield Flag(
            step.key, "step_undated", _("No day by which it should be reached."), _OUTCOMES, is_bad=False
        )  # fmt: skip


def _line(line: LineRow, today: datetime.date | None) -> Iterator[Flag]:
    """What cannot be delivered as written first, then what it serves, then what is soft."""
    missing = [
        (line.minutes is None, "no_minutes", _("No minutes: nobody can say how long each time is.")),
        (line.times is None, "no_rhythm", _("No frequency: nobody can say how often.")),
        (not line.who, "nobody", _("Nobody is named to deliver it.")),
        (_has_no_days(line), "no_days", _("No days: it does not say from when until when.")),
    ]  # fmt: skip
    for is_missing, code, words in missing:
        if is_missing:
            yield Flag(line.key, code, words, _QUANTIFIED)
    if not line.needs and not line.outcomes:
        words = _("It serves no need and no outcome.")
        yield Flag(line.key, "serves_nothing", words, _SERVES)
    yield from _soft(line, today)


def _soft(line: LineRow, today: datetime.date | None) -> Iterator[Flag]:
    vague = _VAGUE.search(line.what)
    if vague:
        words = _("“%(words)s” promises nothing that can be counted.", words=vague[0].lower())
        yield Flag(line.key, "vague", words, _QUANTIFIED, is_bad=False)
    if line.group_size is None:
        words = _("It does not say for how many pupils at once.")
        yield Flag(line.key, "no_group", words, _QUANTIFIED, is_bad=False)
    if today and line.ends_on and line.ends_on < today:
        yield Flag(line.key, "run_out", _("Its last day has passed."), _QUANTIFIED, is_bad=False)


def _has_no_days(line: LineRow) -> bool:
    """A line needs a first day, and a last one or a number of weeks."""
    return line.starts_on is None or (line.ends_on is None and line.weeks is None)


_QUANTIFIED = _(
    "SEND Code of Practice 2015, 9.69: provision is detailed, specific and normally quantified. "
    "Not checked."
)
_EACH_NEED = _(
    "SEND Code of Practice 2015, 9.69: provision is specified for each and every need. Not checked."
)
_SERVES = _(
    "SEND Code of Practice 2015, 9.69: it is clear how provision supports the outcomes. Not checked."
)
_OUTCOMES = _(
    "SEND Code of Practice 2015, 9.64 to 9.66: outcomes follow from needs and are specific, measurable "
    "and bound to a time. Not checked."
)
_ADULTHOOD = _(
    "SEND Regulations 2014, regulation 12, from Year 9: the plan prepares for adulthood. Not checked."
)
