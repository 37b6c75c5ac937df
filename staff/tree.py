"""The line of a school, read for a screen: who stands where on a day, and who stood there before.

Two queries whatever the size: the posts of a day, and the lines of a day.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from staff.line import DatedEdge, chain_above, order_of_line
from staff.models import LineManagement, Post


@dataclass(frozen=True)
class Branch:
    """One post in the drawn tree; depth 0 is a top. ``below`` counts everybody under it."""

    post: Post
    depth: int
    below: int

    @property
    def level(self) -> int:
        """Depth as the style sheet knows it: 1 to 6."""
        return min(self.depth, 5) + 1


@dataclass(frozen=True)
class Tree:
    """Posts of one day, and who manages whom among them."""

    posts: Mapping[int, Post]
    edges: Mapping[int, int]

    def above(self, post_id: int) -> list[Post]:
        """Posts above, the nearest first."""
        return [self.posts[pk] for pk in chain_above(self.edges, post_id)]

    def below(self, post_id: int) -> list[Branch]:
        """Posts below in the order of the tree; direct reports have depth 1."""
        order = order_of_line(self.edges, post_id, key=self._name)
        return [Branch(self.posts[pk], depth, self._count(pk)) for pk, depth in order]

    def from_top(self) -> list[Branch]:
        """Every post that is in the line, top by top; posts outside it are left out."""
        tops = sorted(set(self.edges.values()) - set(self.edges), key=self._name)
        drawn = []
        for top in tops:
            drawn.append(Branch(self.posts[top], 0, self._count(top)))
            drawn += self.below(top)
        return drawn

    def outside(self) -> list[Post]:
        """Posts that nobody manages and that manage nobody, by name."""
        inside = set(self.edges) | set(self.edges.values())
        alone = [pk for pk in self.posts if pk not in inside]
        return [self.posts[pk] for pk in sorted(alone, key=self._name)]

    def _name(self, post_id: int) -> tuple[str, int]:
        return self.posts[post_id].person.search_name, post_id

    def _count(self, post_id: int) -> int:
        return len(order_of_line(self.edges, post_id))


def tree_on(school_ids: Iterable[int], on: datetime.date) -> Tree:
    """The line at these schools on a day; a line to a post that is not held then is left out."""
    schools = list(school_ids)
    held = Post.objects.filter(school__in=schools).current(on)
    posts = {post.pk: post for post in held.select_related("person", "band", "school")}
    lines = LineManagement.objects.filter(school__in=schools).current(on)
    edges = {
        post: manager
        for post, manager in lines.order_by("starts_on").values_list("post_id", "manager_id")
        if post in posts and manager in posts
    }
    return Tree(posts, edges)


def dated_lines(school_id: int) -> list[DatedEdge[int]]:
    """Every line of a school that ever stood or will stand, for the walk that finds loops."""
    return list(
        LineManagement.objects.filter(school=school_id)
        .order_by("starts_on", "pk")
        .values_list("post_id", "manager_id", "starts_on", "ends_on")
    )
