"""Letters about steps of the statutory clock: how many wait and where, and no pupil's name."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from staff.models import StaffMember


@task()
def write_step_letter(person_id: int, count: int) -> int:
    """Write to one owner. Returns how many letters went out: none without an address."""
    person = StaffMember.objects.get(pk=person_id)
    if not person.email or not person.is_active:
        return 0
    letter = {"person": person, "count": count, "path": reverse("my_steps")}
    title = render_to_string("pupils/email/steps_subject.txt", letter).strip()
    send_mail(title, render_to_string("pupils/email/steps.txt", letter), None, [person.email])
    return 1
