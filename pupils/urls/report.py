"""Addresses of reports, recommendations and referrals."""

from django.urls import path

from pupils.views import advice, referral, referral_list, report

urlpatterns = [
    path("advice/", advice.advice, name="advice"),
    path("advice/print/", advice.print_advice, name="print_advice"),
    path("advice/export/", advice.export_advice, name="export_advice"),
    path("advice/<int:pk>/", report.decide_recommendation, name="decide_recommendation"),
    path("pupils/<int:pk>/reports/", report.pupil_reports, name="pupil_reports"),
    path("pupils/<int:pk>/reports/new/", report.add_report, name="add_report"),
    path("pupils/reports/<int:pk>/", report.report, name="report"),
    path("pupils/reports/<int:pk>/edit/", report.edit_report, name="edit_report"),
    path("referrals/", referral_list.referrals, name="referrals"),
    path("referrals/print/", referral_list.print_referrals, name="print_referrals"),
    path("referrals/export/", referral_list.export_referrals, name="export_referrals"),
    path("pupils/<int:pk>/referrals/new/", referral.add_referral, name="add_referral"),
    path("referrals/<int:pk>/", referral.referral, name="referral"),
    path("referrals/<int:pk>/edit/", referral.edit_referral, name="edit_referral"),
    path("referrals/<int:pk>/send/", referral.send_referral, name="send_referral"),
    path("referrals/<int:pk>/note/", referral.note_referral, name="note_referral"),
    path("referrals/<int:pk>/close/", referral.close_referral, name="close_referral"),
    path(
        "referrals/<int:pk>/close/undo/", referral.undo_close_referral, name="undo_close_referral"
    ),
]
