"""Where reports join what others keep: people page, menu, first page, places of adoption, files, story."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import advice, chronology, parts, placing, policies
from pupils.actions.report import SECRET
from pupils.models import Arrangement, Profile, ProfileStrategy, Pupil, Recommendation, Report
from pupils.models.attachment import Owner, add_owner
from staff import book, home, navigation
from staff.access import PLANNERS


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PEOPLE, "reports", 50, "pupils/_people_reports.html", reports,
            policies.see_professionals,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Advice"), "advice", 38, reads_advice,
            _("What reports from outside recommend, and what became of it"), more=True,
        )
    )  # fmt: skip
    add_owner(
        Owner(
            advice.REPORT, _("Reports"), Report.objects.visible_to, policies.edit_report,
            lambda report: reverse("report", args=[report.pk]),
        )
    )  # fmt: skip
    placing.add(placing.Place("strategy", _("Pupil profile"), strategies, strategies_standing))
    placing.add(
        placing.Place("arrangement", _("Access arrangements"), arrangements, arrangements_standing)
    )
    home.add_source(undecided)
    chronology.add_source(advice.tell, {advice.REPORT: _("Reports")})
    chronology.ICONS[advice.REPORT] = "file"
    for kind in ("pupils.report", "pupils.recommendation"):
        book.keep_back(kind, SECRET)


def reads_advice(person: Any) -> bool:
    """True for whoever may open the list of advice."""
    return not policies.see_advice(person)


def reports(person: Any, pupil: Pupil) -> dict[str, Any]:
    """Reports for whoever reads them; what was adopted for whoever works with the pupil."""
    reads = not policies.see_reports(person, pupil)
    return {
        "reads": reads, "adopted": advice.adopted_for(person, pupil),
        "reports": advice.reports_of(person, pupil) if reads else [],
    }  # fmt: skip


def strategies(person: Any, pupil: Pupil) -> placing.Pairs:
    """Strategies of the profile in force: one query."""
    seen = Profile.objects.visible_to(person).current().filter(pupil=pupil)
    rows = ProfileStrategy.objects.filter(profile__in=seen)
    return [(str(row.key), row.text) for row in rows]


def strategies_standing(keys: list[str]) -> set[str]:
    """Those in a profile in force: a reworded strategy keeps its key."""
    known = [uuid.UUID(key) for key in keys]
    rows = ProfileStrategy.objects.filter(key__in=known, profile__state=Profile.State.CURRENT)
    return set(map(str, rows.values_list("key", flat=True)))


def arrangements(person: Any, pupil: Pupil) -> placing.Pairs:
    """Access arrangements in use: one query."""
    rows = Arrangement.objects.visible_to(person).live().filter(pupil=pupil)
    return [(str(row.pk), row.name) for row in rows.select_related("kind")]


def arrangements_standing(keys: list[str]) -> set[str]:
    """Those still in use."""
    rows = Arrangement.objects.live().filter(Q(pk__in=[int(key) for key in keys]))
    return set(map(str, rows.values_list("pk", flat=True)))


def undecided(person: Any) -> Iterable[home.Need]:
    """For those who decide: advice that has waited longer than its service's days, and what has gone."""
    if not person.access.has_any(*PLANNERS):
        return
    count = Recommendation.objects.visible_to(person).read_by(person).overdue().count()
    title = ngettext(
        "%(n)s recommendation has not been decided in time",
        "%(n)s recommendations have not been decided in time",
        count,
    ) % {"n": count}
    why = _now("Adopt it, decline it with a reason, or say what replaces it.")
    yield home.Need(35, title, why, f"{reverse('advice')}?state=overdue", _now("Decide"), count)
