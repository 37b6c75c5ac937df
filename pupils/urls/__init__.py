"""Addresses of pupils, one module a subject.

A fixed word (``pupils/new/``) and a number (``pupils/<int:pk>/``) never meet, so the order is free.
"""

from pupils.urls import (
    agency,
    arrangement,
    assessment,
    attachment,
    behaviour,
    carer,
    chronology,
    concern,
    contact,
    deadline,
    emergency,
    involvement,
    meeting,
    moving,
    paper_run,
    plan,
    profile,
    pupil_file,
    record,
    report,
    restrictive,
    subject_request,
)

urlpatterns = [
    *record.urlpatterns,
    *profile.urlpatterns,
    *arrangement.urlpatterns,
    *concern.urlpatterns,
    *plan.urlpatterns,
    *behaviour.urlpatterns,
    *paper_run.urlpatterns,
    *chronology.urlpatterns,
    *pupil_file.urlpatterns,
    *attachment.urlpatterns,
    *carer.urlpatterns,
    *agency.urlpatterns,
    *involvement.urlpatterns,
    *emergency.urlpatterns,
    *moving.urlpatterns,
    *contact.urlpatterns,
    *meeting.urlpatterns,
    *restrictive.urlpatterns,
    *report.urlpatterns,
    *deadline.urlpatterns,
    *assessment.urlpatterns,
    *subject_request.urlpatterns,
]
