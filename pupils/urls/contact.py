"""Addresses of the contact log, of actions, and of the lists that both go by."""

from django.urls import path

from pupils.views import agreed, contact, contact_list, talk_rules

urlpatterns = [
    path("contacts/", contact_list.contacts, name="contacts"),
    path("contacts/print/", contact_list.print_contacts, name="print_contacts"),
    path("contacts/export/", contact_list.export_contacts, name="export_contacts"),
    path("contacts/quiet/", contact_list.quiet_pupils, name="quiet_pupils"),
    path("contacts/new/", contact_list.choose_contact_pupil, name="choose_contact_pupil"),
    path("contacts/rules/", talk_rules.talk_rules, name="talk_rules"),
    path(
        "contacts/rules/contact/new/", talk_rules.add_talk_kind, {"use": "contact"},
        name="add_contact_kind",
    ),
    path(
        "contacts/rules/meeting/new/", talk_rules.add_talk_kind, {"use": "meeting"},
        name="add_meeting_kind",
    ),
    path("contacts/rules/kinds/<int:pk>/", talk_rules.edit_talk_kind, name="edit_talk_kind"),
    path("contacts/rules/weeks/<int:pk>/", talk_rules.edit_talk_rule, name="edit_talk_rule"),
    path("contacts/<int:pk>/", contact.contact, name="contact"),
    path("contacts/<int:pk>/correct/", contact.correct_contact, name="correct_contact"),
    path("contacts/<int:pk>/withdraw/", contact.withdraw_contact, name="withdraw_contact"),
    path("contacts/<int:pk>/undo/", contact.undo_note_contact, name="undo_note_contact"),
    path("pupils/<int:pk>/contacts/", contact.pupil_contacts, name="pupil_contacts"),
    path("pupils/<int:pk>/contacts/new/", contact.note_contact, name="note_contact"),
    path("actions/", agreed.agreed_actions, name="agreed_actions"),
    path("actions/<int:pk>/done/", agreed.finish_action, name="finish_action"),
    path("actions/<int:pk>/open/", agreed.reopen_action, name="reopen_action"),
    path("actions/<int:pk>/end/", agreed.end_action, name="end_action"),
    path("actions/<int:pk>/edit/", agreed.edit_action, name="edit_action"),
]  # fmt: skip
