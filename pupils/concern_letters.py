"""Letters about concerns, written by the worker: that one waits and where, and nothing of what it says."""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from pupils.concerns import contacts_of, readers_of
from pupils.models import Concern, SafeguardingContact


@task()
def write_concern_letters(concern_id: int, here: str) -> int:
    """Write to everybody who may open a concern; to the chair where nobody may. Returns how many letters.

    The chair's letter holds no address: there is nothing in the portal that the chair could open.
    """
    concern = Concern.objects.select_related("school").get(pk=concern_id)
    readers = [one.person.email for one in readers_of(concern)]
    if not readers:
        return _write_to_chair(concern)
    url = urljoin(here, reverse("concerns"))
    letter = {"concern": concern, "url": url}
    words = render_to_string("pupils/email/concern.txt", letter)
    title = render_to_string("pupils/email/concern_subject.txt", letter).strip()
    for address in filter(None, readers):
        send_mail(title, words, None, [address])
    return len([address for address in readers if address])


def _write_to_chair(concern: Concern) -> int:
    kinds = SafeguardingContact.Kind
    chairs = [one for one in contacts_of(concern.school_id) if one.kind == kinds.CHAIR]
    letter = {"concern": concern, "url": ""}
    title = render_to_string("pupils/email/concern_subject.txt", letter).strip()
    words = render_to_string("pupils/email/concern_chair.txt", letter)
    found = [one.email for one in chairs if one.email]
    for address in found:
        send_mail(title, words, None, [address])
    return len(found)
