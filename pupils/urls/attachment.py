"""Addresses of files kept with records."""

from django.urls import path

from pupils.views import attachment

urlpatterns = [
    path("pupils/<int:pk>/files/", attachment.pupil_files, name="pupil_files"),
    path(
        "pupils/<int:pk>/files/<slug:kind>/<int:owner>/new/",
        attachment.keep_attachment,
        name="keep_attachment",
    ),
    path("pupils/files/<int:pk>/", attachment.download_attachment, name="download_attachment"),
    path("pupils/files/<int:pk>/remove/", attachment.remove_attachment, name="remove_attachment"),
    path(
        "pupils/files/<int:pk>/remove/undo/",
        attachment.undo_remove_attachment,
        name="undo_remove_attachment",
    ),
]
