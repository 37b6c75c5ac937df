"""Addresses of restrictive interventions."""

from django.urls import path

from pupils.views import restrictive, restrictive_return

ONE = "behaviour/restrictive/<int:pk>/"
urlpatterns = [
    path("behaviour/restrictive/", restrictive.restrictives, name="restrictives"),
    path("behaviour/restrictive/new/", restrictive.add_restrictive, name="add_restrictive"),
    path(
        "behaviour/restrictive/return/",
        restrictive_return.restrictive_return,
        name="restrictive_return",
    ),
    path(ONE, restrictive.restrictive, name="restrictive"),
    path(f"{ONE}edit/", restrictive.edit_restrictive, name="edit_restrictive"),
    path(f"{ONE}parents/", restrictive.report_to_parents, name="report_to_parents"),
    path(f"{ONE}sign/", restrictive.sign_restrictive, name="sign_restrictive"),
    path(f"{ONE}addendum/", restrictive.add_addendum, name="add_addendum"),
]
