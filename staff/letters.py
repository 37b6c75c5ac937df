"""Letters about passwords, written by the worker, so that no answer tells by its time who has an address."""

from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from staff import policies
from staff.models import StaffMember


@task()
def write_password_letters(email: str, here: str) -> int:
    """Write to everybody with this work e-mail who may come in. Returns how many letters went out."""
    found = StaffMember.objects.filter(email__iexact=email, is_active=True)
    wanted = [person for person in found if not policies.sign_in(person)]
    for person in wanted:
        secret = default_token_generator.make_token(person)
        parts = {"uidb36": user_pk_to_url_str(person), "key": secret}
        url = urljoin(here, reverse("account_reset_password_from_key", kwargs=parts))
        letter = {"person": person, "url": url}
        send_mail(
            render_to_string("account/email/password_reset_key_subject.txt", letter).strip(),
            render_to_string("account/email/password_reset_key_message.txt", letter),
            None,
            [person.email],
        )
    return len(wanted)
