"""What production mode will not start with, each as one plain sentence."""

from collections.abc import Sequence

LOCAL_KEY = "local-use-only-this-key-is-public-and-production-refuses-to-start-with-it"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
MODES = ("production", "local", "test")
SHORTEST_KEY = 50


def why_not_start(
    *, mode: str, secret_key: str, debug: bool, hosts: Sequence[str], demo: bool, under_test: bool
) -> str:
    """Return the sentence that says why these settings are refused, or an empty string."""
    if mode not in MODES:
        return f"PORTAL_MODE must be production or local, and it is {mode!r}."
    if mode == "test" and not under_test:
        return "PORTAL_MODE=test is for the tests only: set it to production or local."
    if mode == "production":
        return _why_not_in_production(secret_key, debug, hosts, demo)
    if not hosts or not set(hosts) - {"testserver"} <= LOOPBACK_HOSTS:
        return (
            "Local mode serves this computer only: leave ALLOWED_HOSTS unset, "
            "or set PORTAL_MODE=production to serve other computers."
        )
    return ""


def _why_not_in_production(secret_key: str, debug: bool, hosts: Sequence[str], demo: bool) -> str:
    if demo:
        return (
            "Demo mode signs anybody in with one click and works only with PORTAL_MODE=local "
            "on this computer: remove DEMO, or start with make run."
        )
    if not secret_key:
        return (
            "SECRET_KEY is not set: production mode needs a random key of at least "
            f"{SHORTEST_KEY} characters (to try the portal on this computer, use make run)."
        )
    if secret_key == LOCAL_KEY or secret_key.startswith("django-insecure-"):
        return "SECRET_KEY is the default key: production mode needs a random key of your own."
    if len(secret_key) < SHORTEST_KEY or len(set(secret_key)) < 5:
        return (
            "SECRET_KEY is too short or too simple: production mode needs a random key "
            f"of at least {SHORTEST_KEY} characters."
        )
    if debug:
        return (
            "DEBUG is on: production mode does not start with it, because it shows data in errors."
        )
    if not hosts:
        return (
            "ALLOWED_HOSTS is empty: name the addresses of this portal, with commas between them."
        )
    if "*" in hosts:
        return "ALLOWED_HOSTS contains *: name the addresses of this portal one by one."
    return ""
