"""make bench: sets Django up on the DATABASE_URL given, then times the flows."""

import os
from importlib import import_module

import django

os.environ.setdefault("PORTAL_MODE", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hlta_portal.settings")
django.setup()
raise SystemExit(import_module("benchmarks.flows").main())
