"""A review as the document that is read, printed and signed: what is shown, and nothing else. Reads only."""

from dataclasses import dataclass
from typing import Any

from appraisal.canonical import FORM, canonical, digest
from appraisal.models import AreaJudgement, Evidence, Objective, Review


@dataclass(frozen=True)
class Document:
    """The review's own rows as the page shows them."""

    review: Review
    objectives: list[Objective]
    evidence: list[Evidence]
    judgements: list[AreaJudgement]

    @property
    def content(self) -> dict[str, Any]:
        """Everything that is shown, as plain values: who it is about, and the record itself."""
        return {"form": FORM, "about": self._about(), "record": record_of(self)}

    @property
    def sha256(self) -> str:
        """Digest of what is shown; a form carries it, so that nobody signs what they have not seen."""
        return digest(canonical(self.content))

    def _about(self) -> dict[str, Any]:
        review = self.review
        return {
            "appraisee": review.appraisee.person.full_name, "post": review.appraisee.label,
            "appraiser": review.appraiser.person.full_name, "appraiser_post": review.appraiser.label,
            "school": review.school.name, "cycle": review.cycle.name,
            "band": str(review.band or ""),
        }  # fmt: skip


def document_of(review: Review) -> Document:
    """Read a review whole. Four queries."""
    rows = Review.objects.select_related(
        "appraisee__person", "appraiser__person", "cycle", "band", "school"
    )
    return Document(
        rows.get(pk=review.pk),
        list(Objective.objects.filter(review=review).select_related("area")),
        list(Evidence.objects.filter(review=review).select_related("area", "objective")),
        list(AreaJudgement.objects.filter(review=review).select_related("area", "descriptor")),
    )


def record_of(document: Document) -> dict[str, Any]:
    """The review's own tables, without names that may change later: what ``verify_signatures`` compares."""
    review = document.review
    return {
        "review": {
            "id": review.pk, "school": review.school_id, "cycle": review.cycle_id,
            "appraisee": review.appraisee_id, "appraiser": review.appraiser_id,
            "band": review.band_id, "meeting_on": review.meeting_on, "corrects": review.corrects_id,
            "appraisee_comment": review.appraisee_comment,
            "appraiser_comment": review.appraiser_comment,
        },
        "objectives": [
            {
                "id": row.pk, "title": row.title, "kind": row.kind, "area": row.area.code,
                "success_criteria": row.success_criteria, "evidence_expected": row.evidence_expected,
                "support": row.support, "due_on": row.due_on, "rating": row.rating,
            }
            for row in document.objectives
        ],
        "evidence": [
            {
                "id": row.pk, "kind": row.kind, "source": row.source_id, "area": row.area.code,
                "objective": row.objective_id, "happened_on": row.happened_on,
                "statement": row.statement, "why": row.why,
            }
            for row in document.evidence
        ],
        "judgements": [
            {
                "id": row.pk, "area": row.area.code, "expectation": row.descriptor.text,
                "edition": row.descriptor.edition, "own_view": row.own_view, "level": row.level,
                "because": row.because,
            }
            for row in document.judgements
        ],
    }  # fmt: skip
