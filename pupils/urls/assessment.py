"""Addresses of needs assessments."""

from django.urls import path

from pupils.views import assessment, assessment_more

ONE = "deadlines/assessments/<int:pk>"

urlpatterns = [
    path("pupils/<int:pk>/assessments/new/", assessment.start_assessment, name="start_assessment"),
    path(f"{ONE}/", assessment.assessment, name="assessment"),
    path(f"{ONE}/edit/", assessment.edit_assessment, name="edit_assessment"),
    path(
        f"{ONE}/stages/<slug:stage>/",
        assessment.record_assessment_stage,
        name="record_assessment_stage",
    ),
    path(
        f"{ONE}/stages/<slug:stage>/undo/",
        assessment.undo_assessment_stage,
        name="undo_assessment_stage",
    ),
    path(f"{ONE}/advice/new/", assessment_more.ask_assessment_advice, name="ask_assessment_advice"),
    path(f"{ONE}/exemption/", assessment_more.claim_exemption, name="claim_exemption"),
    path(f"{ONE}/withdraw/", assessment_more.withdraw_assessment, name="withdraw_assessment"),
]
