"""What the first page of a pupil's record shows of the register and the adults."""

from dataclasses import dataclass

from django.utils import timezone

from pupils.models import AdultLink, Need, Pupil, SenStatus


@dataclass(frozen=True)
class Summary:
    """A pupil's register: the history newest first, needs by rank, needs that ended, adults."""

    statuses: list[SenStatus]
    needs: list[Need]
    past_needs: list[Need]
    adults: list[AdultLink]
    past_adults: list[AdultLink]


def summary_of(pupil: Pupil) -> Summary:
    """Read the register and adults of one pupil: three queries."""
    needs = list(Need.objects.filter(pupil=pupil).select_related("need_type"))
    links = list(AdultLink.objects.filter(pupil=pupil).select_related("post__person"))
    today = timezone.localdate()
    standing = [link for link in links if link.ends_on is None or link.ends_on >= today]
    return Summary(
        statuses=list(SenStatus.objects.filter(pupil=pupil)),
        needs=[need for need in needs if need.ends_on is None],
        past_needs=[need for need in needs if need.ends_on is not None],
        adults=[link for link in standing if _is_held(link)],
        past_adults=[link for link in links if link not in standing or not _is_held(link)],
    )


def _is_held(link: AdultLink) -> bool:
    last = link.post.ends_on
    return last is None or last >= timezone.localdate()
