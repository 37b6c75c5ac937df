"""The house's own source, parsed once for the tests that read it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "core": 1, "staff": 2, "pupils": 3, "interventions": 4, "appraisal": 5, "hlta_portal": 6,
}  # fmt: skip
STOREYS = ("models", "policies", "forms", "actions", "views", "urls")


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of the six floors, migrations left out, by path from the root."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for app in FLOORS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    }


def app_of(path: Path) -> str:
    """The floor a file belongs to."""
    return path.parts[0]


def storey_of(path: Path) -> str:
    """ "actions" for ``pupils/actions/adult.py``, "" for a pure noun, a read or an entry point."""
    name = path.parts[1] if len(path.parts) > 2 else path.stem
    return name if name in STOREYS else ""


def imports(tree: ast.AST) -> list[str]:
    """Dotted names of every module that is imported anywhere in ``tree``."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def calls(tree: ast.AST) -> set[str]:
    """Last names of everything called: ``audit.record(...)`` gives "record"."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
    }


def public_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Functions at the top of a module whose names do not start with an underscore."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
