"""Where progress joins the lower floors: menu, home, search, the record's tab and its chronology."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interventions import policies
from interventions.caseload_needs import home_needs
from interventions.models import Measure, Score
from interventions.progress_chart import shown
from pupils import chronology, tabs
from pupils.models import Pupil
from pupils.policies import see_progress
from staff import finding, home, navigation

SCORE = "score"


def join() -> None:
    """Called once, when the app is ready."""
    for item in MENU:
        navigation.add(item)
    tabs.add(tabs.Tab("progress", gettext_lazy("Progress"), "pupil_progress", 20, see_progress))
    chronology.add_source(tell_scores, {SCORE: gettext_lazy("Scores")})
    finding.add_source(find_measures)
    home.add_source(home_needs)


MENU = (
    navigation.Item(
        gettext_lazy("Caseload"), "caseload", 10, lambda person: not policies.see_caseload(person),
        gettext_lazy("What is due for the pupils you work with"),
    ),
    navigation.Item(
        gettext_lazy("Trust"), "trust", 80, lambda person: not policies.see_trust(person),
        gettext_lazy("Sessions delivered in every school of the trust"),
    ),
)  # fmt: skip


def tell_scores(pupil: Pupil, person: Any) -> Iterable[chronology.Entry]:
    """Every score of the pupil, for whoever may see progress."""
    if see_progress(person, pupil):
        return
    scores = Score.objects.filter(pupil=pupil).select_related("measure", "assessed_by")
    for score in scores:
        words = {"measure": score.measure.name, "value": shown(score)}
        key = f"place={score.place_id}" if score.place_id else f"measure={score.measure_id}"
        yield chronology.Entry(
            score.on, SCORE, _("%(measure)s: %(value)s") % words,
            " ".join(filter(None, (str(score.get_point_display()), score.note))),
            score.assessed_by.full_name,
            f"{reverse('pupil_progress', args=[pupil.pk])}?{key}",
        )  # fmt: skip


def find_measures(person: Any, words: str, limit: int) -> Iterable[finding.Hits]:
    """Measures in use, by name."""
    found = Measure.objects.visible_to(person).filter(is_active=True, name__icontains=words.strip())
    for measure in found[:limit]:
        yield finding.Hits(
            _("Measure"), measure.name, reverse("measures"), measure.get_scale_display()
        )
