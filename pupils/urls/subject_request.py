"""Addresses of subject access requests."""

from django.urls import path

from pupils.views import request_review, subject_request

urlpatterns = [
    path("requests/", subject_request.subject_requests, name="subject_requests"),
    path("pupils/<int:pk>/requests/new/", subject_request.add_request, name="add_request"),
    path("requests/<int:pk>/", subject_request.subject_request, name="subject_request"),
    path("requests/<int:pk>/step/<slug:do>/", subject_request.step_request, name="step_request"),
    path("requests/<int:pk>/collect/", request_review.collect_request, name="collect_request"),
    path("requests/<int:pk>/review/", request_review.review_request, name="review_request"),
    path("requests/rows/<int:pk>/", request_review.decide_row, name="decide_row"),
    path("requests/<int:pk>/staff/", request_review.keep_staff_rows, name="keep_staff_rows"),
    path("requests/<int:pk>/release/", request_review.release_request, name="release_request"),
    path("requests/<int:pk>/again/", request_review.copy_again, name="copy_again"),
]
