"""Addresses of concerns. None holds a number that could be counted: concerns are called by tokens."""

from django.urls import path

from pupils.views import concern, concern_work, safeguarding_contact

urlpatterns = [
    path("concerns/", concern_work.concerns, name="concerns"),
    path("concerns/new/", concern.raise_concern, name="raise_concern"),
    path("concerns/receipts/", concern.concern_receipts, name="concern_receipts"),
    path("concerns/receipts/<uuid:token>/", concern.concern_receipt, name="concern_receipt"),
    path(
        "concerns/contacts/",
        safeguarding_contact.safeguarding_contacts,
        name="safeguarding_contacts",
    ),
    path("concerns/contacts/new/", safeguarding_contact.add_contact, name="add_contact"),
    path("concerns/contacts/<int:pk>/", safeguarding_contact.edit_contact, name="edit_contact"),
    path("concerns/<uuid:token>/", concern_work.concern, name="concern"),
    path(
        "concerns/<uuid:token>/steps/", concern_work.record_concern_step, name="record_concern_step"
    ),
    path("concerns/<uuid:token>/allocate/", concern_work.allocate_concern, name="allocate_concern"),
    path("concerns/<uuid:token>/close/", concern_work.close_concern, name="close_concern"),
    path("concerns/<uuid:token>/reopen/", concern_work.reopen_concern, name="reopen_concern"),
    path("concerns/<uuid:token>/share/", concern_work.share_concern, name="share_concern"),
    path("concerns/<uuid:token>/name/", concern_work.name_in_concern, name="name_in_concern"),
]
