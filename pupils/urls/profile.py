"""Addresses of profiles and the class digest."""

from django.urls import path

from pupils.views import digest, profile, profile_pdf

urlpatterns = [
    path("pupils/digest/", digest.class_digest, name="class_digest"),
    path("pupils/<int:pk>/profile/", profile.pupil_profile, name="pupil_profile"),
    path("pupils/<int:pk>/profile/pdf/", profile_pdf.profile_pdf, name="profile_pdf"),
    path("pupils/<int:pk>/profile/start/", profile.start_profile, name="start_profile"),
    path("pupils/<int:pk>/profile/edit/", profile.edit_profile, name="edit_profile"),
    path("pupils/<int:pk>/profile/publish/", profile.publish_profile, name="publish_profile"),
    path("pupils/profiles/<int:pk>/agree/", profile.record_agreement, name="record_agreement"),
    path(
        "pupils/profiles/asked/<int:pk>/read/",
        profile.acknowledge_profile,
        name="acknowledge_profile",
    ),
]
