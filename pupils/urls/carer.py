"""Addresses of families and court orders."""

from django.urls import path

from pupils.views import carer, court_order

urlpatterns = [
    path("pupils/<int:pk>/family/", carer.pupil_family, name="pupil_family"),
    path("pupils/<int:pk>/family/new/", carer.add_carer, name="add_carer"),
    path("pupils/<int:pk>/family/<int:carer>/link/", carer.link_carer, name="link_carer"),
    path("pupils/carers/<int:pk>/", carer.carer, name="carer"),
    path("pupils/carers/<int:pk>/edit/", carer.edit_carer, name="edit_carer"),
    path("pupils/family/<int:pk>/edit/", carer.edit_carer_link, name="edit_carer_link"),
    path("pupils/family/<int:pk>/end/", carer.end_carer_link, name="end_carer_link"),
    path("pupils/family/<int:pk>/end/undo/", carer.undo_end_carer_link, name="undo_end_carer_link"),
    path("pupils/<int:pk>/orders/new/", court_order.add_court_order, name="add_court_order"),
    path("pupils/orders/<int:pk>/", court_order.court_order, name="court_order"),
    path("pupils/orders/<int:pk>/edit/", court_order.edit_court_order, name="edit_court_order"),
    path("pupils/orders/<int:pk>/lift/", court_order.lift_court_order, name="lift_court_order"),
    path(
        "pupils/orders/<int:pk>/lift/undo/",
        court_order.undo_lift_court_order,
        name="undo_lift_court_order",
    ),
]
