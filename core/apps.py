"""The ground floor: schools and their year, the record book, the doorkeeper."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core import triggers


class CoreConfig(AppConfig):
    """Schools, the school year and the record book."""

    name = "core"
    verbose_name = _("School and record book")

    def ready(self) -> None:
        """Put the triggers back after every migration: SQLite drops them when it rebuilds a table."""
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="core.triggers")
