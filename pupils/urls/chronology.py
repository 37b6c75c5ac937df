"""Addresses of a pupil's chronology."""

from django.urls import path

from pupils.views import chronology

urlpatterns = [
    path("pupils/<int:pk>/chronology/", chronology.pupil_chronology, name="pupil_chronology"),
    path("pupils/<int:pk>/chronology/print/", chronology.print_chronology, name="print_chronology"),
    path(
        "pupils/<int:pk>/chronology/export/", chronology.export_chronology, name="export_chronology"
    ),
]
