"""A small piece of XML in memory: names in lower case without namespace, text, and the line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """One element with what it holds. A child that is not there reads as an empty one."""

    name: str
    line: int
    texts: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, trimmed."""
        return "".join(self.texts).strip()

    def child(self, name: str) -> "Element":
        """The first child of that name, or an empty element."""
        return next(
            (child for child in self.children if child.name == name), Element(name, self.line)
        )

    def text_of(self, name: str) -> str:
        """The text of the first child of that name; empty without one."""
        return self.child(name).text

    def walk(self) -> Iterator["Element"]:
        """This element and every element inside it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def first_text(self, name: str) -> str:
        """The first text that is not empty of an element of that name at any depth."""
        return next((one.text for one in self.walk() if one.name == name and one.text), "")

    def without(self, names: Collection[str]) -> "Element":
        """A copy that leaves out the children of those names."""
        kept = [child for child in self.children if child.name not in names]
        return Element(self.name, self.line, self.texts, kept)
