"""What the sign-in page offers beside the password."""

from django import template
from django.conf import settings
from django.urls import reverse

from staff.demo_people import DemoPerson, demo_people

register = template.Library()

NAMES = {"google": "Google", "microsoft": "Microsoft"}


@register.simple_tag(name="demo_people")
def demo_buttons() -> list[DemoPerson]:
    """People with one-click sign-in: in demo mode only."""
    return demo_people()


@register.simple_tag
def providers() -> list[dict[str, str]]:
    """Google and Microsoft, where they are configured."""
    return [
        {"id": key, "name": NAMES[key], "url": reverse(f"{key}_login")}
        for key in settings.SOCIALACCOUNT_PROVIDERS
        if key in NAMES
    ]
