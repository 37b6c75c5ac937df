"""Addresses of moved notes and breach notes."""

from django.urls import path

from pupils.views import moving

urlpatterns = [
    path("notes/<slug:kind>/<int:pk>/move/", moving.move_note, name="move_note"),
    path("breaches/", moving.breaches, name="breaches"),
    path("breaches/<int:pk>/", moving.decide_breach, name="decide_breach"),
]
