"""Addresses of this floor."""

from django.urls import path

from interventions.views import session, today

urlpatterns = [
    # Today and the log of a session
    path("today/", today.today, name="today"),
    path("sessions/<int:pk>/", session.session, name="session"),
    path("sessions/<int:pk>/log/", session.log_session, name="log_session"),
    path("sessions/<int:pk>/draft/", session.draft_session, name="draft_session"),
    path("sessions/<int:pk>/undo/", session.undo_log, name="undo_log"),
    path("sessions/concerns/<int:pk>/seen/", session.see_concern, name="see_concern"),
]
