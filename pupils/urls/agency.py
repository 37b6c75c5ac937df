"""Addresses of the directory."""

from django.urls import path

from pupils.views import agency, professional

urlpatterns = [
    path("directory/", agency.directory, name="directory"),
    path("directory/new/", agency.add_agency, name="add_agency"),
    path("directory/<int:pk>/", agency.agency, name="agency"),
    path("directory/<int:pk>/edit/", agency.edit_agency, name="edit_agency"),
    path("directory/<int:pk>/retire/", agency.retire_agency, name="retire_agency"),
    path("directory/<int:pk>/retire/undo/", agency.undo_retire_agency, name="undo_retire_agency"),
    path("directory/<int:pk>/people/new/", professional.add_professional, name="add_professional"),
    path(
        "directory/people/<int:pk>/edit/",
        professional.edit_professional,
        name="edit_professional",
    ),
    path(
        "directory/people/<int:pk>/retire/",
        professional.retire_professional,
        name="retire_professional",
    ),
    path(
        "directory/people/<int:pk>/retire/undo/",
        professional.undo_retire_professional,
        name="undo_retire_professional",
    ),
    path("directory/kinds/", professional.agency_kinds, name="agency_kinds"),
    path("directory/kinds/new/", professional.add_agency_kind, name="add_agency_kind"),
    path("directory/kinds/<int:pk>/edit/", professional.edit_agency_kind, name="edit_agency_kind"),
]
