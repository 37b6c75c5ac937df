"""Cycles, reviews and what they are made of."""

from appraisal.models.cycle import Cycle
from appraisal.models.review import AreaJudgement, Evidence, Objective, Review, Signature

__all__ = ["AreaJudgement", "Cycle", "Evidence", "Objective", "Review", "Signature"]
