"""Addresses of a pupil's file for the next school."""

from django.urls import path

from pupils.views import pupil_file

urlpatterns = [
    path("pupils/<int:pk>/file/", pupil_file.pupil_file, name="pupil_file"),
]
