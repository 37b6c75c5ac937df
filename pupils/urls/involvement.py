"""Addresses of professionals around a pupil."""

from django.urls import path

from pupils.views import involvement

urlpatterns = [
    path(
        "pupils/<int:pk>/professionals/",
        involvement.pupil_professionals,
        name="pupil_professionals",
    ),
    path("pupils/<int:pk>/professionals/new/", involvement.add_involvement, name="add_involvement"),
    path(
        "pupils/professionals/<int:pk>/edit/",
        involvement.edit_involvement,
        name="edit_involvement",
    ),
    path("pupils/professionals/<int:pk>/end/", involvement.end_involvement, name="end_involvement"),
    path(
        "pupils/professionals/<int:pk>/end/undo/",
        involvement.undo_end_involvement,
        name="undo_end_involvement",
    ),
]
