"""Addresses of pupils, their record, the register, imports and saved views."""

from django.urls import path

from pupils.views import adult, history, imports, parts, pupil, register, send, view

urlpatterns = [
    path("pupils/", register.register, name="register"),
    path("pupils/print/", register.print_register, name="print_register"),
    path("pupils/export/", register.export_register, name="export_register"),
    path("pupils/new/", pupil.add_pupil, name="add_pupil"),
    path("pupils/views/", view.saved_views, name="saved_views"),
    path("pupils/views/new/", view.save_view, name="save_view"),
    path("pupils/views/<int:pk>/", view.edit_view, name="edit_view"),
    path("pupils/views/<int:pk>/delete/", view.delete_view, name="delete_view"),
    path("pupils/views/<int:event_pk>/undo/", view.undo_delete_view, name="undo_delete_view"),
    path("pupils/imports/", imports.imports, name="imports"),
    path("pupils/imports/new/", imports.upload_import, name="upload_import"),
    path("pupils/imports/<int:pk>/", imports.see_import, name="see_import"),
    path("pupils/imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("pupils/imports/<int:pk>/commit/", imports.commit_import, name="commit_import"),
    path("pupils/imports/<int:pk>/undo/", imports.undo_import, name="undo_import"),
    path("pupils/imports/<int:pk>/discard/", imports.discard_import, name="discard_import"),
    path("pupils/imports/<int:pk>/again/", imports.read_import_again, name="read_import_again"),
    path("pupils/<int:pk>/", pupil.pupil, name="pupil"),
    path("pupils/<int:pk>/edit/", pupil.edit_pupil, name="edit_pupil"),
    path("pupils/<int:pk>/left/", pupil.mark_left, name="mark_left"),
    path("pupils/<int:pk>/left/undo/", pupil.undo_mark_left, name="undo_mark_left"),
    path("pupils/<int:pk>/status/", send.change_status, name="change_status"),
    path("pupils/<int:pk>/needs/", send.edit_needs, name="edit_needs"),
    path("pupils/<int:pk>/adults/new/", adult.add_key_adult, name="add_key_adult"),
    path("pupils/<int:pk>/adults/<int:link_pk>/end/", adult.end_key_adult, name="end_key_adult"),
    path(
        "pupils/<int:pk>/adults/<int:link_pk>/remove/",
        adult.remove_key_adult,
        name="remove_key_adult",
    ),
    path(
        "pupils/<int:pk>/adults/<int:link_pk>/undo/",
        adult.undo_end_key_adult,
        name="undo_end_key_adult",
    ),
    path("pupils/<int:pk>/plans/", parts.pupil_plans, name="pupil_plans"),
    path("pupils/<int:pk>/people/", parts.pupil_people, name="pupil_people"),
    path("pupils/<int:pk>/who-looked/", history.who_looked, name="who_looked"),
    path("pupils/<int:pk>/who-can-see/", history.who_can_see, name="who_can_see"),
]
