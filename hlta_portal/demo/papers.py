"""The demo's papers: profiles of Years 7 and 8, made this morning for a cover teacher."""

from pupils.actions.paper_run import ask_for_papers, make_papers
from pupils.models import Profile, Pupil
from pupils.profile_paper import PROFILES
from staff.models import Post

YEARS = ("7", "8")
WITHOUT = 2


def make_papers_for_cover(posts: dict[str, Post], pupils: list[Pupil]) -> None:
    """One finished run by the SENCO; two who have no profile yet are left out, with the reason."""
    senco = posts["senco"].person
    having = set(Profile.objects.current().values_list("pupil", flat=True))
    near = [one for one in pupils if one.year_group in YEARS and one.sen_code != "N"]
    chosen = [one for one in near if one.pk in having]
    chosen += [one for one in near if one.pk not in having][:WITHOUT]
    run = ask_for_papers(
        by=senco, kind=PROFILES, title="Profiles for cover, Years 7 and 8", pupils=chosen
    )
    make_papers(by=senco, run=run)
