from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staff import line

# 1 manages 2 and 3; 2 manages 4 and 5; 4 manages 6
EDGES = {2: 1, 3: 1, 4: 2, 5: 2, 6: 4}

posts = st.integers(0, 12)
any_edges = st.dictionaries(posts, posts | st.none())


@st.composite
def trees(draw):
    """Edges without a loop: everybody's manager has a lower number."""
    size = draw(st.integers(1, 15))
    return {post: draw(st.integers(0, post - 1)) for post in range(1, size)}


def test_chain_above_runs_from_the_nearest_to_the_top():
    assert line.chain_above(EDGES, 6) == [4, 2, 1]
    assert line.chain_above(EDGES, 1) == []


def test_chain_above_ends_on_a_loop_that_is_already_there():
    assert line.chain_above({1: 2, 2: 3, 3: 1}, 1) == [2, 3]
    assert line.chain_above({1: 1}, 1) == []


@pytest.mark.parametrize(
    ("post", "manager", "loops"),
    [(1, 6, True), (2, 2, True), (2, 4, True), (6, 3, False), (5, 4, False), (9, 6, False)],
)
def test_would_loop_is_true_when_the_manager_stands_below(post, manager, loops):
    assert line.would_loop(EDGES, post, manager) is loops


def test_order_of_line_draws_each_branch_under_its_manager():
    assert line.order_of_line(EDGES, 1) == [(2, 1), (4, 2), (6, 3), (5, 2), (3, 1)]
    assert line.order_of_line(EDGES, 2) == [(4, 1), (6, 2), (5, 1)]
    assert line.order_of_line(EDGES, 6) == []


def test_order_of_line_orders_siblings_by_the_key():
    names = {2: "Zoe", 3: "Amir", 4: "Yan", 5: "Bo", 6: "Kit"}
    assert line.order_of_line(EDGES, 1, key=names.__getitem__) == [
        (3, 1),
        (2, 1),
        (5, 2),
        (4, 2),
        (6, 3),
    ]


def test_order_of_line_survives_a_very_long_line():
    edges = {post + 1: post for post in range(50_000)}
    assert line.order_of_line(edges, 0)[-1] == (50_000, 50_000)


def test_edges_on_takes_the_lines_that_stand_on_the_day():
    dated = [
        ("a", "old", date(2026, 1, 1), date(2026, 8, 31)),
        ("a", "new", date(2026, 9, 1), None),
        ("b", "old", date(2026, 10, 1), None),
        ("c", "first", date(2026, 1, 1), None),
        ("c", "later", date(2026, 5, 1), None),
    ]
    assert line.edges_on(dated, date(2026, 8, 31)) == {"a": "old", "c": "later"}
    assert line.edges_on(dated, date(2026, 9, 1)) == {"a": "new", "c": "later"}
    assert line.edges_on(reversed(dated), date(2026, 10, 1)) == {
        "a": "new",
        "b": "old",
        "c": "later",
    }


def test_first_loop_on_sees_a_loop_that_only_closes_later():
    dated = [("b", "a", date(2027, 1, 1), date(2027, 3, 31))]
    assert line.first_loop_on(dated, "a", "b", date(2026, 9, 1)) == date(2027, 1, 1)
    assert line.first_loop_on(dated, "a", "b", date(2026, 9, 1), date(2026, 12, 31)) is None
    assert line.first_loop_on(dated, "a", "b", date(2027, 4, 1)) is None
    assert line.first_loop_on(dated, "a", "b", date(2027, 2, 1)) == date(2027, 2, 1)


def test_first_loop_on_forgets_the_line_that_the_new_one_replaces():
    dated = [("a", "b", date(2026, 1, 1), None), ("c", "a", date(2026, 1, 1), None)]
    assert line.first_loop_on(dated, "a", "d", date(2026, 9, 1)) is None
    assert line.first_loop_on(dated, "a", "c", date(2026, 9, 1)) == date(2026, 9, 1)


@given(any_edges, posts)
def test_walks_end_and_name_each_post_once_whatever_the_edges(edges, post):
    chain = line.chain_above(edges, post)
    below = [found for found, _ in line.order_of_line(edges, post)]
    for walk in (chain, below):
        assert len(walk) == len(set(walk))
        assert post not in walk


@given(trees(), posts, posts)
def test_would_loop_is_false_exactly_when_the_tree_stays_a_tree(edges, post, manager):
    changed = edges | {post: manager}
    ends_at_a_top = all(
        changed.get((line.chain_above(changed, one) or [one])[-1]) is None for one in changed
    )
    assert line.would_loop(edges, post, manager) is not ends_at_a_top


@given(trees(), posts)
def test_order_of_line_agrees_with_the_chains_above(edges, top):
    order = line.order_of_line(edges, top)
    assert {post for post, _ in order} == {
        post for post in edges if top in line.chain_above(edges, post)
    }
    for post, depth in order:
        assert line.chain_above(edges, post).index(top) + 1 == depth


@given(trees(), posts)
def test_order_of_line_puts_each_post_right_after_its_manager_or_a_sibling_branch(edges, top):
    path = []
    for post, depth in line.order_of_line(edges, top):
        path[depth - 1 :] = [post]
        assert edges[post] == ([top, *path][depth - 1])
