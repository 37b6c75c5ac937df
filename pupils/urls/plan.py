"""Addresses of plans."""

from django.urls import path

from pupils.views import layer, plan, plan_cycle, plan_row, plan_rules

urlpatterns = [
    path("pupils/<int:pk>/plans/start/", plan.start_plan, name="start_plan"),
    path("pupils/<int:pk>/layers/", layer.pupil_layers, name="pupil_layers"),
    path("pupils/<int:pk>/layers/move/", layer.move_layer, name="move_layer"),
    path("pupils/layers/<int:pk>/withdraw/", layer.withdraw_layer_move, name="withdraw_layer_move"),
    path("plans/rules/", plan_rules.plan_rules, name="plan_rules"),
    path("plans/rules/kinds/<int:pk>/", plan_rules.edit_plan_kind, name="edit_plan_kind"),
    path("plans/rules/sections/<int:pk>/", plan_rules.edit_section_rule, name="edit_section_rule"),
    path("plans/rules/layers/<int:pk>/", plan_rules.edit_layer, name="edit_layer"),
    path("plans/<int:pk>/", plan.plan, name="plan"),
    path("plans/<int:pk>/results/<uuid:key>/", plan_cycle.record_result, name="record_result"),
    path("plans/<int:pk>/review/", plan_cycle.review_cycle, name="review_cycle"),
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
