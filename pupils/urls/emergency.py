"""Addresses of emergency access."""

from django.urls import path

from pupils.views import emergency

urlpatterns = [
    path("emergency/", emergency.open_emergency, name="open_emergency"),
    path("emergency/all/", emergency.emergencies, name="emergencies"),
    path("emergency/<int:pk>/end/", emergency.end_emergency, name="end_emergency"),
    path("emergency/<int:pk>/review/", emergency.review_emergency, name="review_emergency"),
]
