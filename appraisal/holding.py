"""The review's row, taken before anything in it is written: nothing moves between reading and locking."""

from appraisal.models import Review


def held(review: Review) -> Review:
    """The review as it is now, its row locked until the transaction ends.

    Every action on a review takes this lock first, also those that write its objectives, evidence and
    judgements. It comes before the record book's head, like every other lock.
    """
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("appraisee__person", "appraiser__person", "cycle", "band").get(
        pk=review.pk
    )
