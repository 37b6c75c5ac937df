"""Addresses of pupils, their register, imports and saved views."""

from django.urls import path

from pupils.views import (
    adult,
    arrangement,
    arrangement_list,
    arrangement_log,
    arrangement_rules,
    digest,
    history,
    imports,
    profile,
    pupil,
    register,
    send,
    view,
)

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
    path("pupils/<int:pk>/chronology/", history.pupil_chronology, name="pupil_chronology"),
    path("pupils/<int:pk>/who-looked/", history.who_looked, name="who_looked"),
    path("pupils/<int:pk>/who-can-see/", history.who_can_see, name="who_can_see"),
]

urlpatterns += [
    path("pupils/digest/", digest.class_digest, name="class_digest"),
    path("pupils/<int:pk>/profile/", profile.pupil_profile, name="pupil_profile"),
    path("pupils/<int:pk>/profile/start/", profile.start_profile, name="start_profile"),
    path("pupils/<int:pk>/profile/edit/", profile.edit_profile, name="edit_profile"),
    path("pupils/<int:pk>/profile/publish/", profile.publish_profile, name="publish_profile"),
    path("pupils/profiles/<int:pk>/agree/", profile.record_agreement, name="record_agreement"),
    path(
        "pupils/profiles/asked/<int:pk>/read/",
        profile.acknowledge_profile,
        name="acknowledge_profile",
    ),
]

urlpatterns += [
    path("arrangements/", arrangement_list.arrangements, name="arrangements"),
    path("arrangements/print/", arrangement_list.print_arrangements, name="print_arrangements"),
    path("arrangements/export/", arrangement_list.export_arrangements, name="export_arrangements"),
    path("arrangements/new/", arrangement.choose_candidate, name="choose_candidate"),
    path("arrangements/new/<int:pk>/", arrangement.add_arrangement, name="add_arrangement"),
    path("arrangements/log/", arrangement_log.log_uses, name="log_uses"),
    path("arrangements/log/<int:pk>/undo/", arrangement_log.undo_log_uses, name="undo_log_uses"),
    path("arrangements/rules/", arrangement_rules.arrangement_rules, name="arrangement_rules"),
    path(
        "arrangements/rules/kinds/new/",
        arrangement_rules.add_arrangement_kind,
        name="add_arrangement_kind",
    ),
    path(
        "arrangements/rules/kinds/<int:pk>/",
        arrangement_rules.edit_arrangement_kind,
        name="edit_arrangement_kind",
    ),
    path(
        "arrangements/rules/deadlines/<int:pk>/",
        arrangement_rules.edit_arrangement_deadline,
        name="edit_arrangement_deadline",
    ),
    path(
        "arrangements/rules/subjects/",
        arrangement_rules.add_exam_subject,
        name="add_exam_subject",
    ),
    path("arrangements/<int:pk>/", arrangement.arrangement, name="arrangement"),
    path("arrangements/<int:pk>/edit/", arrangement.edit_arrangement, name="edit_arrangement"),
    path("arrangements/<int:pk>/end/", arrangement.end_arrangement, name="end_arrangement"),
    path(
        "arrangements/<int:pk>/end/undo/",
        arrangement.undo_end_arrangement,
        name="undo_end_arrangement",
    ),
    path("arrangements/pupils/<int:pk>/", arrangement.inspection_file, name="inspection_file"),
    path(
        "pupils/<int:pk>/arrangements/", arrangement.pupil_arrangements, name="pupil_arrangements"
    ),
]
