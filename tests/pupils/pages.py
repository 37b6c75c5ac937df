"""What the tests of a pupil's pages share: addresses and filled forms."""

from django.urls import reverse

from pupils.models import NeedType, Pupil

KEY = "22222222-2222-4222-8222-222222222222"


def url(name: str, pupil: Pupil) -> str:
    return reverse(name, args=[pupil.pk])


def need(code: str) -> NeedType:
    return NeedType.objects.get(school=None, code=code)


def details(pupil: Pupil, **changed) -> dict:
    return {
        "forename": pupil.forename, "surname": pupil.surname, "known_as": pupil.known_as,
        "born_on": pupil.born_on.isoformat(), "year_group": "8", "form": "8B", "upn": pupil.upn,
        "version": pupil.version,
    } | changed  # fmt: skip
