"""Addresses of this floor."""

from django.urls import path

from appraisal.views import cycles, evidence, judgement, line, objective, review, reviews, signature

urlpatterns = [
    path("line/", line.line, name="line"),
    path("line/pupils/", line.line_pupils, name="line_pupils"),
    path("line/export/", line.export_line, name="export_line"),
    path("appraisal/", reviews.reviews, name="reviews"),
    path("appraisal/open/<int:pk>/", reviews.open_review, name="open_review"),
    path("appraisal/years/", cycles.cycles, name="cycles"),
    path("appraisal/years/add/", cycles.add_cycle, name="add_cycle"),
    path("appraisal/years/<int:pk>/edit/", cycles.edit_cycle, name="edit_cycle"),
]

REVIEW = "appraisal/reviews/<int:pk>/"
urlpatterns += [
    path(REVIEW, review.review, name="review"),
    path(f"{REVIEW}print/", review.print_review, name="print_review"),
    path(f"{REVIEW}meeting/", review.set_meeting, name="set_meeting"),
    path(f"{REVIEW}comment/", review.comment_review, name="comment_review"),
    path(f"{REVIEW}ready/", review.mark_ready, name="mark_ready"),
    path(f"{REVIEW}reopen/", review.reopen_review, name="reopen_review"),
    path(f"{REVIEW}take-over/", review.take_over_review, name="take_over_review"),
    path(f"{REVIEW}correct/", review.correct_review, name="correct_review"),
    path(f"{REVIEW}sign/", signature.sign_review, name="sign_review"),
    path(f"{REVIEW}objectives/add/", objective.add_objective, name="add_objective"),
    path(f"{REVIEW}evidence/", evidence.choose_evidence, name="choose_evidence"),
    path(
        f"{REVIEW}evidence/<slug:kind>/<int:source>/",
        evidence.offer_evidence,
        name="offer_evidence",
    ),
    path(f"{REVIEW}areas/<slug:area_code>/own/", judgement.give_own_view, name="give_own_view"),
    path(f"{REVIEW}areas/<slug:area_code>/judge/", judgement.judge_area, name="judge_area"),
    path("appraisal/objectives/<int:pk>/edit/", objective.edit_objective, name="edit_objective"),
    path("appraisal/objectives/<int:pk>/rate/", objective.rate_objective, name="rate_objective"),
    path(
        "appraisal/objectives/<int:pk>/remove/", objective.remove_objective, name="remove_objective"
    ),
    path(
        "appraisal/evidence/<int:pk>/withdraw/",
        evidence.withdraw_evidence,
        name="withdraw_evidence",
    ),
]
