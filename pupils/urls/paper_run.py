"""Addresses of papers made of many pupils."""

from django.urls import path

from pupils.views import paper_run

urlpatterns = [
    path("papers/", paper_run.paper_runs, name="paper_runs"),
    path("papers/profiles/", paper_run.make_profiles, name="make_profiles"),
    path("papers/<int:pk>/", paper_run.paper_run, name="paper_run"),
    path("papers/<int:pk>/progress/", paper_run.papers_progress, name="papers_progress"),
    path("papers/<int:pk>/file/", paper_run.download_papers, name="download_papers"),
    path("papers/<int:pk>/again/", paper_run.make_papers_again, name="make_papers_again"),
    path("papers/<int:pk>/delete/", paper_run.wipe_papers, name="wipe_papers"),
]
