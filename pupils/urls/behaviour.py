"""Addresses of behaviour: incidents, and the lists that they are recorded with."""

from django.urls import path, register_converter

from pupils.models import BehaviourChoice
from pupils.views import behaviour, behaviour_analysis, behaviour_lists, follow_up, incident


class ListConverter:
    """The name of one of the lists; any other word is no address."""

    regex = "|".join(BehaviourChoice.List.values)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(ListConverter, "behaviour_list")
LISTS = "behaviour/lists/"
urlpatterns = [
    path("behaviour/", behaviour.incidents, name="incidents"),
    path("behaviour/export/", behaviour.export_incidents, name="export_incidents"),
    path("behaviour/incidents/new/", incident.add_incident, name="add_incident"),
    path("behaviour/incidents/<int:pk>/", incident.incident, name="incident"),
    path("behaviour/incidents/<int:pk>/edit/", incident.edit_incident, name="edit_incident"),
    path(
        "behaviour/incidents/<int:pk>/correct/", incident.correct_incident, name="correct_incident"
    ),
    path("behaviour/incidents/<int:pk>/follow-up/", incident.add_follow_up, name="add_follow_up"),
    path("behaviour/follow-ups/", follow_up.follow_ups, name="follow_ups"),
    path("behaviour/follow-ups/<int:pk>/", follow_up.finish_follow_up, name="finish_follow_up"),
    path(
        "behaviour/follow-ups/<int:pk>/undo/",
        follow_up.undo_finish_follow_up,
        name="undo_finish_follow_up",
    ),
    path("behaviour/analysis/", behaviour_analysis.behaviour_analysis, name="behaviour_analysis"),
    path(
        "pupils/<int:pk>/behaviour/analysis/",
        behaviour_analysis.pupil_behaviour_analysis,
        name="pupil_behaviour_analysis",
    ),
    path("pupils/<int:pk>/behaviour/", behaviour.pupil_behaviour, name="pupil_behaviour"),
    path(LISTS, behaviour_lists.behaviour_lists, name="behaviour_lists"),
    path(
        f"{LISTS}<behaviour_list:kind>/new/",
        behaviour_lists.add_behaviour_choice,
        name="add_behaviour_choice",
    ),
    path(f"{LISTS}<int:pk>/", behaviour_lists.edit_behaviour_choice, name="edit_behaviour_choice"),
    path(
        f"{LISTS}numbers/<int:pk>/", behaviour_lists.edit_behaviour_rule, name="edit_behaviour_rule"
    ),
]
