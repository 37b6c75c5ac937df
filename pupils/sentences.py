"""Sentences of the pure modules, kept in parts so that the app can say them in another language.

The pure modules know no Django, so they cannot translate: they say what they have to say in
English, as ``_("%(field)s is missing.", field=...)`` under the name by which the tools of
translators find sentences, and ``pupils.saying.in_words`` says it again in the reader's language.
"""

from typing import Any


class Sentence(str):
    """The English sentence, which remembers its ``form`` with gaps, and the ``values`` that fill them.

    A value may be a sentence itself: the name of a field, or why a text is not a date.
    """

    __slots__ = ("form", "values")
    form: str
    values: dict[str, Any]

    def __new__(cls, form: str, /, **values: Any) -> "Sentence":
        """Fill the gaps of ``form``. Raises KeyError when a value is missing."""
        made = super().__new__(cls, form % values)
        made.form, made.values = form, values
        return made


def said_by(wrong: ValueError) -> str:
    """The sentence with which a value was refused, still in its parts."""
    return wrong.args[0] if wrong.args and isinstance(wrong.args[0], str) else str(wrong)
