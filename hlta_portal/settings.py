"""Settings of HLTA Portal: one file, read from the environment only, secure unless told otherwise.

PORTAL_MODE is `production` unless it is set. `make run` writes data/local.env, which puts a
checkout on one person's computer into `local` mode; the tests put themselves into `test` mode.
docs/operations.md lists every variable.
"""

import os
import sys
import tempfile
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from hlta_portal.logs import logging_config
from hlta_portal.refusals import LOCAL_KEY, LOOPBACK_HOSTS, why_not_start

BASE_DIR = Path(__file__).resolve().parent.parent
UNDER_TEST = "pytest" in sys.modules
LOCAL_ENV = BASE_DIR / "data" / "local.env"

if not UNDER_TEST and os.environ.get("PORTAL_MODE", "local") == "local" and LOCAL_ENV.exists():
    environ.Env.read_env(LOCAL_ENV)

env = environ.Env()
MODE = "test" if UNDER_TEST else env.str("PORTAL_MODE", default="") or "production"
IN_PRODUCTION = MODE == "production"

# --- who may reach it -------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="" if IN_PRODUCTION else LOCAL_KEY)
# Keys the record book; kept apart so that SECRET_KEY can be changed.
AUDIT_KEY = env.str("AUDIT_KEY", default="") or SECRET_KEY
# Seals signatures. Former keys stay known, so that old signatures can still be verified.
SIGNING_KEY = env.str("SIGNING_KEY", default="") or AUDIT_KEY
SIGNING_KEYS_RETIRED = env.list("SIGNING_KEYS_RETIRED", default=[])
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False) if IN_PRODUCTION else False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IN_PRODUCTION else sorted(LOOPBACK_HOSTS))
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

_refusal = why_not_start(
    mode=MODE,
    secret_key=SECRET_KEY,
    debug=DEBUG,
    hosts=ALLOWED_HOSTS,
    demo=DEMO,
    under_test=UNDER_TEST,
)
if _refusal:
    raise ImproperlyConfigured(_refusal)


# --- what it is made of -----------------------------------------------------------------------
HOUSE_APPS = ["hlta_portal", "appraisal", "interventions", "pupils", "staff", "core"]
INSTALLED_APPS = [
    *HOUSE_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(["zeal"] if UNDER_TEST else []),
]

MIDDLEWARE = [
    # In the tests a page that asks one question per row fails.
    *(["zeal.middleware.zeal_middleware"] if UNDER_TEST else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "staff.middleware.PersonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "staff.middleware.SessionLimitsMiddleware",
    "core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "hlta_portal.urls"
WSGI_APPLICATION = "hlta_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "staff.navigation.navigation",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- where the records are --------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data")))
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/portal.sqlite3")}
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = None
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON"
        ),
    }
    # A file, because a database in memory has no WAL, no locking and no second connection.
    _database["TEST"] = {
        "NAME": str(Path(tempfile.gettempdir()) / f"hlta-portal-test-{os.getpid()}.sqlite3")
    }
else:
    # Databases stand on flash today: PostgreSQL's own guess, made for turning disks, reads a whole
    # trust's table where one school's part of an index would do.
    _database.setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
    _database["CONN_HEALTH_CHECKS"] = True

# The limits on sign-in are counted here: in the database, or each process would count alone.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if UNDER_TEST
        else "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # At the usual 300, whoever tries many names would push out the count of the one they want.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if UNDER_TEST
        else "django_tasks_db.DatabaseBackend"
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600
# A scanned report of thirty pages is 6 MB; the proxy lets 25 MB through (docs/operations.md).
ATTACHMENT_MEGABYTES = min(max(env.int("ATTACHMENT_MEGABYTES", default=10), 1), 24)

# --- signing in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "staff.StaffMember"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if UNDER_TEST
    else "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "known_as", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "staff.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "staff.forms.account.SignInForm",
    "reset_password": "staff.forms.account.ForgottenPasswordForm",
    "change_password": "staff.forms.own_password.OwnPasswordForm",
    "set_password": "staff.forms.own_password.FirstPasswordForm",
    "reset_password_from_key": "staff.forms.own_password.NewPasswordForm",
    "reauthenticate": "staff.forms.own_password.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# A whole school shares one address: every limit counts an account, and none counts an address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "reset_password": "5/m/key",
    "reset_password_from_key": None,
    "signup": None,
    "request_login_code": "3/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

MFA_ADAPTER = "staff.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "staff.forms.second_factor.CodeForm",
    "reauthenticate": "staff.forms.second_factor.CodeAgainForm",
    "activate_totp": "staff.forms.second_factor.AppForm",
    "add_webauthn": "staff.forms.second_factor.PasskeyForm",
    "edit_webauthn": "staff.forms.second_factor.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "HLTA Portal"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_PRODUCTION
MFA_RATE_LIMITS = {"webauthn_login": None}

SOCIALACCOUNT_ADAPTER = "staff.adapters.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {}
_form_targets = [SELF]
if env.str("GOOGLE_CLIENT_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [
            {
                "client_id": env.str("GOOGLE_CLIENT_ID"),
                "secret": env.str("GOOGLE_CLIENT_SECRET"),
                "settings": {"hd": env.str("GOOGLE_DOMAIN", default="")},
            }
        ],
        "SCOPE": ["profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
    }
    _form_targets.append("https://accounts.google.com")
if env.str("MICROSOFT_CLIENT_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["microsoft"] = {
        "APPS": [
            {
                "client_id": env.str("MICROSOFT_CLIENT_ID"),
                "secret": env.str("MICROSOFT_CLIENT_SECRET"),
                "settings": {"tenant": env.str("MICROSOFT_TENANT")},
            }
        ],
    }
    _form_targets.append("https://login.microsoftonline.com")
# Sign-in with Google or Microsoft is matched by e-mail for these domains only (staff.adapters).
SCHOOL_EMAIL_DOMAINS = env.list("SCHOOL_EMAIL_DOMAINS", default=[])

# --- cookies, transport, headers --------------------------------------------------------------
SESSION_ENGINE = "staff.sign_in"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IN_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IN_PRODUCTION else "session"
CSRF_FAILURE_VIEW = "hlta_portal.views.csrf_failure"
CSRF_COOKIE_SECURE = IN_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IN_PRODUCTION else "csrftoken"
SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION
SECURE_HSTS_PRELOAD = IN_PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # Bootstrap draws the marks of its check boxes and selects as data: images.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": _form_targets,
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": IN_PRODUCTION,
    }
}

# --- words, dates, files ----------------------------------------------------------------------
# Only these two, or a browser set to American English would be shown American dates.
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["hlta_portal.formats"]
TIME_ZONE = "Europe/London"
# Looking up words costs a fifth of a page; it begins when there is a catalogue to look them up in.
USE_I18N = (BASE_DIR / "locale").exists()
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if UNDER_TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = UNDER_TEST
WHITENOISE_USE_FINDERS = UNDER_TEST
MEDIA_ROOT = DATA_DIR / "files"

# --- letters and the log ----------------------------------------------------------------------
_mail_url = env.str("EMAIL_URL", default="") or (
    "smtp://localhost:25" if IN_PRODUCTION else "consolemail://"
)
vars().update(environ.Env.email_url_config(_mail_url))
if UNDER_TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or "HLTA Portal <portal@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = logging_config(json=IN_PRODUCTION, level=env.str("LOG_LEVEL", default="INFO"))
if UNDER_TEST:
    LOGGING["root"]["handlers"] = []  # pytest keeps the log, and shows it where a test fails
