"""Addresses of this floor."""

from django.urls import path

from interventions.views import (
    caseload,
    caseload_bulk,
    delivery,
    golden_thread,
    group,
    measure,
    place,
    planning,
    programme,
    progress,
    pupil_sessions,
    score,
    session,
    today,
    trust,
)

urlpatterns = [
    # Today and the log of a session
    path("today/", today.today, name="today"),
    path("sessions/<int:pk>/", session.session, name="session"),
    path("sessions/<int:pk>/log/", session.log_session, name="log_session"),
    path("sessions/<int:pk>/draft/", session.draft_session, name="draft_session"),
    path("sessions/<int:pk>/undo/", session.undo_log, name="undo_log"),
    path("sessions/concerns/<int:pk>/seen/", session.see_concern, name="see_concern"),
    path("sessions/<int:pk>/move/", planning.move_session, name="move_session"),
    path("sessions/<int:pk>/cancel/", planning.cancel_session, name="cancel_session"),
    path("sessions/<int:pk>/restore/", planning.restore_session, name="restore_session"),
    path("sessions/<int:pk>/cover/", planning.cover_session, name="cover_session"),
    path("pupils/<int:pk>/sessions/", pupil_sessions.pupil_sessions, name="pupil_sessions"),
    # Groups and places
    path("interventions/", group.groups, name="groups"),
    path("interventions/groups/add/", group.add_group, name="add_group"),
    path("interventions/groups/<int:pk>/", group.group, name="group"),
    path("interventions/groups/<int:pk>/edit/", group.edit_group, name="edit_group"),
    path("interventions/groups/<int:pk>/register/", group.group_register, name="group_register"),
    path("interventions/groups/<int:pk>/week/", planning.plan_sessions, name="plan_sessions"),
    path("interventions/groups/<int:pk>/session/", planning.add_session, name="add_session"),
    path("interventions/groups/<int:pk>/places/", place.add_places, name="add_places"),
    path("interventions/places/<int:pk>/edit/", place.edit_place, name="edit_place"),
    path("interventions/places/<int:pk>/end/", place.end_place, name="end_place"),
    path("interventions/places/<int:pk>/reopen/", place.undo_end_place, name="undo_end_place"),
    # The programme library
    path("interventions/programmes/", programme.programmes, name="programmes"),
    path("interventions/programmes/add/", programme.add_programme, name="add_programme"),
    path("interventions/programmes/<int:pk>/", programme.programme, name="programme"),
    path(
        "interventions/programmes/<int:pk>/edit/", programme.edit_programme, name="edit_programme"
    ),
    path(
        "interventions/programmes/<int:pk>/confirm/",
        programme.confirm_programme,
        name="confirm_programme",
    ),
    path(
        "interventions/programmes/<int:pk>/retire/",
        programme.retire_programme,
        name="retire_programme",
    ),
    path(
        "interventions/programmes/<int:pk>/restore/",
        programme.restore_programme,
        name="restore_programme",
    ),
]

# Measures, scores and progress
urlpatterns += [
    path("measures/", measure.measures, name="measures"),
    path("measures/add/", measure.add_measure, name="add_measure"),
    path("measures/<int:pk>/edit/", measure.edit_measure, name="edit_measure"),
    path("measures/<int:pk>/make-ours/", measure.copy_measure, name="copy_measure"),
    path("measures/<int:pk>/retire/", measure.retire_measure, name="retire_measure"),
    path("measures/<int:pk>/restore/", measure.restore_measure, name="restore_measure"),
    path("pupils/<int:pk>/progress/", progress.pupil_progress, name="pupil_progress"),
    path("pupils/<int:pk>/scores/add/", score.add_score, name="add_score"),
    path("scores/<int:pk>/edit/", score.edit_score, name="edit_score"),
    path("scores/<int:pk>/remove/", score.remove_score, name="remove_score"),
    path("scores/undo-remove/", score.undo_remove_score, name="undo_remove_score"),
    path("places/<int:pk>/goals/", score.edit_goals, name="edit_goals"),
    path("progress/how-it-is-judged/", progress.how_judged, name="how_judged"),
]

# The caseload
urlpatterns += [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/views/new/", caseload.save_caseload_view, name="save_caseload_view"),
    path("caseload/review-dates/", caseload_bulk.set_review_dates, name="set_review_dates"),
    path("caseload/review-dates/undo/", caseload_bulk.undo_review_dates, name="undo_review_dates"),
    path("caseload/owners/", caseload_bulk.change_owners, name="change_owners"),
    path("caseload/export/", caseload_bulk.export_caseload, name="export_caseload"),
]

# The trust
urlpatterns += [path("trust/", trust.trust, name="trust")]

# Plans promised and delivered, and the golden thread
urlpatterns += [
    path("plans/<int:pk>/delivery/", delivery.plan_delivery, name="plan_delivery"),
    path("plans/<int:pk>/delivery/<uuid:key>/", delivery.link_line, name="link_line"),
    path("plans/delivery/<int:pk>/end/", delivery.unlink_line, name="unlink_line"),
    path("plans/delivery/<int:pk>/end/undo/", delivery.undo_unlink_line, name="undo_unlink_line"),
    path("golden-thread/", golden_thread.golden_thread, name="golden_thread"),
    path("golden-thread/export/", golden_thread.export_golden_thread, name="export_golden_thread"),
    path("golden-thread/rules/<int:pk>/", golden_thread.edit_thread_rule, name="edit_thread_rule"),
]
