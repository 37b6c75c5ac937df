"""Addresses of meetings."""

from django.urls import path

from pupils.views import meeting, meeting_list

urlpatterns = [
    path("meetings/", meeting_list.meetings, name="meetings"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meeting.edit_meeting, name="edit_meeting"),
    path("meetings/<int:pk>/minutes/", meeting.write_minutes, name="write_minutes"),
    path("meetings/<int:pk>/sign/", meeting.sign_minutes, name="sign_minutes"),
    path("meetings/<int:pk>/correct/", meeting.correct_minutes, name="correct_minutes"),
    path("meetings/<int:pk>/cancel/", meeting_list.cancel_meeting, name="cancel_meeting"),
    path(
        "meetings/<int:pk>/cancel/undo/",
        meeting_list.undo_cancel_meeting,
        name="undo_cancel_meeting",
    ),
    path(
        "meetings/<int:pk>/summary.pdf", meeting_list.meeting_summary, {"form": "pdf"},
        name="meeting_pdf",
    ),
    path(
        "meetings/<int:pk>/summary.docx", meeting_list.meeting_summary, {"form": "docx"},
        name="meeting_word",
    ),
    path("pupils/<int:pk>/meetings/", meeting_list.pupil_meetings, name="pupil_meetings"),
    path("pupils/<int:pk>/meetings/new/", meeting.plan_meeting, name="plan_meeting"),
]  # fmt: skip
