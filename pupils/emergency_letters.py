"""Letters about emergency accesses, written by the worker, without the name of a pupil."""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from pupils.emergencies import told_about
from pupils.models import EmergencyAccess


@task()
def write_emergency_letters(access_id: int, here: str) -> int:
    """Write at once to those who are told. Returns how many letters went out."""
    access = EmergencyAccess.objects.select_related("person", "school", "kind").get(pk=access_id)
    letter = {"access": access, "url": urljoin(here, reverse("emergencies"))}
    title = render_to_string("pupils/email/emergency_subject.txt", letter).strip()
    words = render_to_string("pupils/email/emergency.txt", letter)
    people = {post.person for post in told_about(access.school_id)}
    found = sorted(one.email for one in people if one.email and one.pk != access.person_id)
    for address in found:
        send_mail(title, words, None, [address])
    return len(found)
