"""Addresses of plans."""

from django.urls import path

from pupils.views import plan, plan_row

urlpatterns = [
    path("pupils/<int:pk>/plans/start/", plan.start_plan, name="start_plan"),
    path("plans/<int:pk>/", plan.plan, name="plan"),
    path("plans/<int:pk>/publish/", plan.publish_plan, name="publish_plan"),
    path("plans/<int:pk>/next-review/", plan.move_plan_review, name="move_plan_review"),
    path("plans/<int:pk>/end/", plan.end_plan, name="end_plan"),
    path("plans/<int:pk>/end/undo/", plan.undo_end_plan, name="undo_end_plan"),
    path(
        "plans/<int:pk>/sections/<slug:code>/", plan_row.edit_plan_section, name="edit_plan_section"
    ),
    path("plans/<int:pk>/sections/<slug:code>/add/", plan_row.add_plan_row, name="add_plan_row"),
    path("plans/rows/<slug:code>/<int:pk>/", plan_row.edit_plan_row, name="edit_plan_row"),
    path(
        "plans/rows/<slug:code>/<int:pk>/remove/", plan_row.remove_plan_row, name="remove_plan_row"
    ),
    path(
        "plans/rows/<slug:code>/<int:pk>/restore/",
        plan_row.restore_plan_row,
        name="restore_plan_row",
    ),
]
