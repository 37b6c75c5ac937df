"""The door for the web server: settings and database are checked before the first request."""

import os

from hlta_portal.startup import application_or_say_why

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hlta_portal.settings")
application = application_or_say_why()
