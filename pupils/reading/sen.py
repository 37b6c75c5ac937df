"""The SEN part of a row: status, history and ranked needs, kept to what the census allows."""

import re
from typing import Any

from pupils.reading import values
from pupils.reading.rows import PupilRow, RankedNeed, SenSpell
from pupils.sentences import Sentence as _
from pupils.sentences import said_by


def sen_of_cells(row: PupilRow, read: dict[str, Any]) -> list[SenSpell]:
    """The one spell that the columns of a sheet describe, if any; only a retired code takes its end."""
    code = read.get("sen_status") or ("E" if row.has_ehc_plan else "")
    if not code:
        return []
    if row.has_ehc_plan and code != "E":
        row.warn(
            "has_ehc_plan",
            _("It says there is an EHC plan, but the SEN status is %(code)s.", code=code),
        )
    spell = SenSpell(code, read.get("sen_starts_on"))
    if spell.is_historic:
        return [SenSpell(code, spell.starts_on, read.get("sen_ends_on"))]
    if "sen_ends_on" in read:
        row.warn(
            "sen_ends_on",
            _("SEN end date is not used: a status that is in use ends when another one begins."),
        )
    return [spell]


def needs_of_cells(row: PupilRow, read: dict[str, Any]) -> list[RankedNeed]:
    """The needs in columns of a sheet: one each with its rank, or all in one cell."""
    wanted: list[tuple[str, int]] = []
    for number in (1, 2):
        if text := read.get(f"need_{number}"):
            rank = read.get(f"need_{number}_rank", "")
            wanted.append((text, int(rank) if re.fullmatch("[1-9]", rank) else number))
    for text in _split_needs(read.get("needs", "")):
        wanted.append((text, len(wanted) + 1))
    needs: list[RankedNeed] = []
    for text, place in wanted:
        try:
            code, rank_said = values.read_need(text)
            needs.append(RankedNeed(code, rank_said or place))
        except ValueError as wrong:
            note = row.warn if "no longer" in str(wrong) else row.refuse
            note("needs", _("Needs: %(why)s", why=said_by(wrong)))
    return needs


def _split_needs(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
    if len(parts) == 1 and "," in text:
        pieces = [piece.strip() for piece in text.split(",")]
        if all(re.fullmatch(r"([1-9][ .:)\-]+)?[A-Za-z]{2,4}", piece) for piece in pieces):
            return pieces
    return parts


def settle_sen(row: PupilRow) -> None:
    """Keep the history and the needs that can stand; warn about each other part."""
    for spell in list(row.sen):
        if spell.starts_on and spell.ends_on and spell.ends_on < spell.starts_on:
            row.warn("sen", _("SEN status %(code)s ends before it starts.", code=spell.code))
            row.sen.remove(spell)
    _settle_needs(row)
    row.given |= {name for name in ("sen", "needs") if getattr(row, name)}


def _settle_needs(row: PupilRow) -> None:
    """Keep the needs that the census allows beside the row's SEN code; warn about each other one.

    No needs with N; a code and a rank once each; NSA only with K and as the main need (rank 1).
    """
    kept: list[RankedNeed] = []
    for need in sorted(row.needs, key=lambda need: need.rank):
        if row.sen_code == "N":
            row.warn("needs", _("Need %(code)s does not go with the SEN status N.", code=need.code))
        elif need.code in [other.code for other in kept]:
            row.warn("needs", _("Need %(code)s is there twice.", code=need.code))
        elif need.rank in [other.rank for other in kept]:
            row.warn(
                "needs",
                _(
                    "Need %(code)s has the same rank as another, %(rank)s.",
                    code=need.code,
                    rank=need.rank,
                ),
            )
        elif need.code == "NSA" and (row.sen_code not in ("K", "") or need.rank != 1):
            row.warn("needs", _("NSA goes only with SEN support (K), as the main need."))
        else:
            kept.append(need)
    row.needs = kept
    if kept and kept[0].rank != 1:
        row.warn("needs", _("There is no main need (rank 1)."))
