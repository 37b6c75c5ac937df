"""How far an EHC needs assessment is, pure: from the days on which its stages happened; domain.md 3.6."""

import datetime

Day = datetime.date
PREPARING, WAITING, REFUSED, ASSESSING = "preparing", "waiting", "refused", "assessing"
DRAFT, NO_PLAN, FINAL, WITHDRAWN = "draft", "no_plan", "final", "withdrawn"
#: States in which something is still to come.
OPEN = (PREPARING, WAITING, ASSESSING, DRAFT)
WEEKS = 20


def state_of(
    *, received: Day | None, decision: str, no_plan: Day | None, draft: Day | None,
    final: Day | None, withdrawn: Day | None,
) -> str:  # fmt: skip
    """The state of a request: the last thing that happened decides.

    ``decision`` is "assess", "refuse" or empty. A final plan and the word that there will be none both
    end it; a draft may still come to nothing, so the later of the two counts.
    """
    if withdrawn:
        return WITHDRAWN
    if final:
        return FINAL
    if no_plan:
        return NO_PLAN
    if draft:
        return DRAFT
    if decision:
        return REFUSED if decision == "refuse" else ASSESSING
    return WAITING if received else PREPARING


def week_of(received: Day, today: Day) -> int:
    """Which of the 20 weeks a day lies in: the day after the request arrived is in week 1."""
    return max(1, -(-(today - received).days // 7))
