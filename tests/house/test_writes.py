"""Only actions write, and each asks a policy and records what it did."""

import ast

from tests.house.source import calls, modules, public_functions, storey_of

#: Ways to write through the ORM.
WRITING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}

#: Actions that higher actions call inside their own transaction, after their own policy; each says so.
CALLED_BY_ACTIONS = {
    "log_step",
    "change_totals", "recount_places", "recount_pupils", "recount_weeks", "link_adult",
    "end_links", "count_of", "link_places", "mark_emergency", "end_place_links",
    "end_adult_links", "locked_plan", "copy_plan_rows", "change_for_school", "agree",
    "cycle_of_plan",
    "lay_out_steps", "lay_out_advice",
}  # fmt: skip


#: Views that answer machines: /healthz reads one school's row and shows nothing of it.
ASKED_BY_NOBODY = {"hlta_portal/views.py"}


def actions():
    """Every public function of every action module, with its file."""
    return [
        (path, function)
        for path, tree in modules().items()
        if storey_of(path) == "actions"
        for function in public_functions(tree)
        if function.name not in CALLED_BY_ACTIONS
    ]


def test_there_are_actions():
    assert len(actions()) > 20


def test_every_action_takes_by_as_a_keyword():
    wrong = [
        f"{path}:{function.name}"
        for path, function in actions()
        if "by" not in [arg.arg for arg in function.args.kwonlyargs]
    ]
    assert wrong == []


def test_every_action_is_atomic():
    wrong = [
        f"{path}:{function.name}"
        for path, function in actions()
        if "atomic" not in ast.unparse(function)
    ]
    assert wrong == []


def test_every_action_asks_a_policy_and_records():
    """Directly, or through a function of its own module or another action that does."""
    asking, recording = _reach("require"), _reach("record")
    wrong = []
    for path, function in actions():
        used = calls(function)
        if not used & asking:
            wrong.append(f"{path}:{function.name} asks no policy")
        if not used & recording:
            wrong.append(f"{path}:{function.name} records nothing")
    assert wrong == []


def _reach(name: str) -> set[str]:
    """Names of functions in action modules that call ``name``, at any depth, and ``name`` itself."""
    known = {name}
    functions = [
        node
        for path, tree in modules().items()
        if storey_of(path) == "actions"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    grown = True
    while grown:
        more = {f.name for f in functions if f.name not in known and calls(f) & known}
        grown = bool(more)
        known |= more
    return known


def test_views_and_forms_never_write():
    wrong = [
        f"{path} calls {name}"
        for path, tree in modules().items()
        if storey_of(path) in {"views", "forms"}
        for name in sorted(_orm_writes(tree))
    ]
    assert wrong == []


def _orm_writes(tree: ast.AST) -> set[str]:
    """Writing calls on a manager or queryset: ``X.objects….create(...)``."""
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING | {"update"}
        and "objects" in ast.unparse(node.func.value)
    }


def test_views_and_forms_begin_at_visible_to():
    """A read through ``objects`` in a view or form names visible_to in the same expression."""
    wrong = []
    for path, tree in modules().items():
        if storey_of(path) not in {"views", "forms"} or str(path) in ASKED_BY_NOBODY:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                line = _statement(tree, node)
                if "visible_to" not in line and "objects.none()" not in line:
                    wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def _statement(tree: ast.Module, wanted: ast.AST) -> str:
    best = ""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.stmt)
            and not isinstance(
                node, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.With | ast.Try
            )
            and any(inner is wanted for inner in ast.walk(node))
        ):
            best = ast.unparse(node)
    return best
