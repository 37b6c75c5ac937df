"""Every form of the house speaks in the house's own words."""

import importlib

import pytest
from django import forms

from core.forms import PlainForm, PlainFormSet
from tests.house.source import FLOORS, imports, modules

PLAIN = {forms.BaseForm: PlainForm, forms.BaseFormSet: PlainFormSet}


def classes_of(kind: type) -> set[type]:
    """Classes of ours that are forms, or sets of forms."""
    for path, tree in modules().items():
        if "forms" in path.parts or {"django", "django.forms"} & set(imports(tree)):
            importlib.import_module(".".join(path.with_suffix("").parts))
    found, below = set(), [kind]
    while below:
        one = below.pop()
        below += one.__subclasses__()
        # What formset_factory makes stands on a class of ours and names Django's module.
        if one.__module__.partition(".")[0] in FLOORS:
            found.add(one)
    return found


@pytest.mark.parametrize("kind", PLAIN)
def test_forms_say_in_plain_words_what_is_wrong(kind):
    found = classes_of(kind)
    assert len(found) > 1
    assert [one.__qualname__ for one in found if not issubclass(one, PLAIN[kind])] == []
