"""The access table: every address of the portal, and who is served where. Written by hand."""

from tests.house import (
    access_appraisal,
    access_around,
    access_behaviour,
    access_concerns,
    access_deadlines,
    access_delivery,
    access_emergencies,
    access_interventions,
    access_moves,
    access_papers,
    access_plans,
    access_profiles,
    access_pupils,
    access_requests,
    access_restrictive,
    access_staff,
    access_talk,
)
from tests.house.access import Cells, Route

#: One module a subject. Each has ROWS and SIGHT; and for the control of the table (test_sabotage), where
#: a use case asks a policy of another name, POLICIES, and whose sight is taken away for which row, SEEN.
SUBJECTS = (
    access_staff,
    access_pupils,
    access_profiles,
    access_concerns,
    access_emergencies,
    access_plans,
    access_behaviour,
    access_papers,
    access_talk,
    access_restrictive,
    access_delivery,
    access_deadlines,
    access_requests,
    access_interventions,
    access_moves,
    access_appraisal,
    access_around,
)

TABLE: dict[str, Route] = {name: row for one in SUBJECTS for name, row in one.ROWS.items()}

#: Who sees an object at all, by where it stands: a refusal is 403 for them, and 404 for the others.
SIGHT: dict[str, Cells] = {kind: cells for one in SUBJECTS for kind, cells in one.SIGHT.items()}

_SIGN_IN = "tests/staff/test_sign_in.py: the way in, and no sign-up, e-mail or code pages"
_OWN_PASSWORD = "tests/staff/test_sign_in.py: forgotten and changed passwords, for oneself only"
_FACTOR = "tests/staff/test_sign_in_second_factor.py: one's own second factor only"
_ELSEWHERE = "tests/staff/test_sign_in_elsewhere.py: accounts elsewhere open only one's own door"

#: Addresses of the sign-in library, and of ours whose visitor is known by a secret in the address.
ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(
        (
            "account_login", "account_logout", "account_inactive", "account_signup", "account_email",
            "account_email_verification_sent", "account_confirm_login_code", "account_confirm_email",
        ),
        _SIGN_IN,
    ),
    **dict.fromkeys(
        (
            "account_reauthenticate", "account_change_password", "account_set_password",
            "account_reset_password", "account_reset_password_done",
            "account_reset_password_from_key", "account_reset_password_from_key_done",
        ),
        _OWN_PASSWORD,
    ),
    **dict.fromkeys(
        (
            "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
            "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
            "mfa_login_webauthn",
        ),
        _FACTOR,
    ),
    **dict.fromkeys(
        (
            "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
            "socialaccount_connections", "google_login", "google_callback", "google_login_by_token",
            "microsoft_login", "microsoft_callback", "unnamed social/login/cancelled/",
            "unnamed social/login/error/", "unnamed social/signup/", "unnamed social/connections/",
        ),
        _ELSEWHERE,
    ),
    "demo_sign_in": "tests/staff/test_sign_in_demo.py: there in demo mode only",
    "set_password": "tests/staff/test_set_password.py: opened by a link, once, for three days",
}  # fmt: skip
