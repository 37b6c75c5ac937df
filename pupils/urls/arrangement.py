"""Addresses of access arrangements."""

from django.urls import path

from pupils.views import arrangement, arrangement_list, arrangement_log, arrangement_rules

urlpatterns = [
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
    path(
        "arrangements/rules/subjects/<int:pk>/",
        arrangement_rules.edit_exam_subject,
        name="edit_exam_subject",
    ),
    path("arrangements/uses/<int:pk>/", arrangement_log.correct_use, name="correct_use"),
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
