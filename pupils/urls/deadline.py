"""Addresses of deadlines, annual reviews and the advice for them."""

from django.urls import path

from pupils.views import (
    annual_review,
    deadline,
    deadline_list,
    review_pack,
    review_report,
    step_rules,
)

urlpatterns = [
    path("deadlines/", deadline_list.deadlines, name="deadlines"),
    path("deadlines/print/", deadline_list.print_deadlines, name="print_deadlines"),
    path("deadlines/export/", deadline_list.export_deadlines, name="export_deadlines"),
    path(
        "deadlines/without-review/", deadline_list.plans_without_review, name="plans_without_review"
    ),
    path("deadlines/mine/", deadline.my_steps, name="my_steps"),
    path("deadlines/rules/", step_rules.deadline_rules, name="deadline_rules"),
    path("deadlines/rules/<int:pk>/", step_rules.edit_step_rule, name="edit_step_rule"),
    path("deadlines/steps/<int:pk>/give/", step_rules.give_step, name="give_step"),
    path("deadlines/steps/<int:pk>/done/", deadline.tick_step, name="tick_step"),
    path("deadlines/steps/<int:pk>/undo/", deadline.untick_step, name="untick_step"),
    path("deadlines/reviews/<int:pk>/", annual_review.annual_review, name="annual_review"),
    path(
        "deadlines/reviews/<int:pk>/plan/",
        annual_review.edit_annual_review,
        name="edit_annual_review",
    ),
    path(
        "deadlines/reviews/<int:pk>/cancel/",
        annual_review.cancel_annual_review,
        name="cancel_annual_review",
    ),
    path(
        "deadlines/reviews/<int:pk>/stages/<slug:stage>/",
        annual_review.record_review_stage,
        name="record_review_stage",
    ),
    path(
        "deadlines/reviews/<int:pk>/stages/<slug:stage>/undo/",
        annual_review.undo_review_stage,
        name="undo_review_stage",
    ),
    path(
        "deadlines/reviews/<int:pk>/report/",
        review_report.edit_review_report,
        name="edit_review_report",
    ),
    path("deadlines/reviews/<int:pk>/advice/new/", review_report.ask_advice, name="ask_advice"),
    path("deadlines/reviews/<int:pk>/pack/", review_pack.review_pack, name="review_pack"),
    path(
        "deadlines/reviews/<int:pk>/pack/<slug:kind>/",
        review_pack.take_review_pack,
        name="take_review_pack",
    ),
    path("deadlines/advice/<int:pk>/", review_report.give_advice, name="give_advice"),
    path(
        "deadlines/advice/<int:pk>/back/", review_report.take_back_advice, name="take_back_advice"
    ),
    path(
        "deadlines/advice/<int:pk>/withdraw/", review_report.withdraw_advice, name="withdraw_advice"
    ),
    path("pupils/<int:pk>/deadlines/", deadline.pupil_deadlines, name="pupil_deadlines"),
    path(
        "pupils/<int:pk>/reviews/new/",
        annual_review.start_annual_review,
        name="start_annual_review",
    ),
]
