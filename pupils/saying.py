"""What the readers of files say, in the language of the person who reads it."""

from django.utils.translation import gettext

from pupils.sentences import Sentence


def in_words(sentence: str) -> str:
    """A sentence of the pure modules in the language that is on; any other text as it is."""
    if not isinstance(sentence, Sentence):
        return sentence
    values = {
        name: in_words(value) if isinstance(value, str) else value
        for name, value in sentence.values.items()
    }
    return gettext(sentence.form) % values
