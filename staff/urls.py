"""Addresses of this floor."""

from django.urls import path

from staff.views import account, find, home

urlpatterns = [
    # The door and one's own account
    path("", home.home, name="home"),
    path("find/", find.find_page, name="find"),
    path("account/", account.my_account, name="my_account"),
    path("account/theme/", account.set_theme, name="set_theme"),
    path("account/shared-device/", account.set_shared_device, name="set_shared_device"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("accounts/stay/", account.stay_signed_in, name="stay_signed_in"),
    path("accounts/demo/", account.demo_sign_in, name="demo_sign_in"),
]
