"""A small piece of XML in memory: names in lower case without namespace, text, children."""


class Element:
    """One element with what it holds; ``line`` is known for those that are reported on."""

    __slots__ = ("children", "line", "name", "words")

    def __init__(self, name: str, line: int = 0) -> None:
        self.name = name
        self.line = line
        self.words = ""
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """Its own text, trimmed."""
        return self.words.strip()

    def child(self, name: str) -> "Element":
        """The first child of that name, or an empty element."""
        return next((child for child in self.children if child.name == name), Element(name))

    def text_of(self, name: str) -> str:
        """The text of the first child of that name; empty without one."""
        for child in self.children:
            if child.name == name:
                return child.text
        return ""

    def walk(self) -> "list[Element]":
        """This element and every element inside it, in the order of the file."""
        found: list[Element] = []
        waiting = [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting.extend(reversed(element.children))
        return found

    def without(self, name: str) -> "Element":
        """A copy that leaves out the children of that name."""
        copy = Element(self.name, self.line)
        copy.words = self.words
        copy.children = [child for child in self.children if child.name != name]
        return copy
