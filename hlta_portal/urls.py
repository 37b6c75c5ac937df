"""Every address of the portal: sign-in, health, and each app's own."""

from django.urls import include, path

from hlta_portal import style, views

HOUSE = ("staff", "pupils", "interventions", "appraisal")

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("style/", style.style_page, name="style_page"),
    path("accounts/", include("allauth.urls")),
    *[path("", include(f"{app}.urls")) for app in HOUSE],
]

handler400 = "hlta_portal.views.bad_request"
handler403 = "hlta_portal.views.permission_denied"
handler404 = "hlta_portal.views.page_not_found"
handler500 = "hlta_portal.views.server_error"
