"""The tower stands: floors and storeys import only downwards, and pure nouns know no Django."""

import ast
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, OneToOneField

from tests.house.source import FLOORS, STOREYS, app_of, imports, modules, storey_of

PURE = [
    "pupils/request_clock.py", "pupils/third_parties.py",
    "pupils/assessing.py", "pupils/backplan.py",
    "core/calendar.py", "core/names.py", "core/policy.py", "staff/line.py", "staff/pay.py",
    "pupils/behaviour_counts.py", "pupils/clashing.py", "pupils/identifiers.py",
    "pupils/judging.py", "pupils/manifest.py", "pupils/masking.py", "pupils/plan_comparing.py",
    "pupils/plan_flags.py", "pupils/sentences.py", "pupils/silence.py", "pupils/statutory.py",
    "pupils/week_chart.py", "interventions/measures.py", "interventions/progress.py",
    "pupils/report_clock.py", "pupils/suppression.py", "interventions/promised.py",
]  # fmt: skip


def test_a_floor_imports_only_itself_and_below():
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules().items()
        for name in imports(tree)
        if FLOORS.get(name.partition(".")[0], 0) > FLOORS[app_of(path)]
    ]
    assert wrong == []


def test_a_storey_imports_only_those_below_it():
    wrong = []
    for path, tree in modules().items():
        if not (storey := storey_of(path)):
            continue
        for name in imports(tree):
            app, _, rest = name.partition(".")
            above = rest.partition(".")[0]
            same = app == app_of(path) and above in STOREYS
            if same and STOREYS.index(above) > STOREYS.index(storey):
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_pure_nouns_know_no_django():
    trees = {str(path): tree for path, tree in modules().items()}
    pure = [*PURE, *(path for path in trees if path.startswith("pupils/reading/"))]
    wrong = [
        f"{path} imports {name}"
        for path in pure
        for name in imports(trees[path])
        if name.partition(".")[0] == "django"
    ]
    assert wrong == []


def test_imports_stand_at_the_top():
    wrong = [
        f"{path}:{inner.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_foreign_keys_point_only_down():
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField)
        and FLOORS.get(field.related_model._meta.app_label, 0) > FLOORS[model._meta.app_label]
    ]
    assert wrong == []


def test_a_lower_floor_gets_no_reverse_accessor_from_a_higher_one():
    """A field with ``related_name="+"`` lends nothing; any other name must stay on its own floor."""
    wrong = [
        f"{field.model.__name__}.{field.name} lends {field.remote_field.get_accessor_name()}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label in FLOORS
        and field.related_model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
        and _is_used(field)
    ]
    assert wrong == []


def _is_used(field: ForeignKey) -> bool:
    floor = FLOORS[field.related_model._meta.app_label]
    accessor = field.remote_field.get_accessor_name()
    return any(
        isinstance(node, ast.Attribute) and node.attr == accessor
        for path, tree in modules().items()
        if FLOORS[app_of(path)] < FLOORS[field.model._meta.app_label]
        and FLOORS[app_of(path)] <= floor
        for node in ast.walk(tree)
    )


def test_every_module_says_what_it_is():
    wrong = [
        str(path) for path, tree in modules().items() if tree.body and not ast.get_docstring(tree)
    ]
    assert wrong == []


def test_no_file_is_too_long():
    lengths = sorted(
        len((Path(__file__).parents[2] / path).read_text(encoding="utf-8").splitlines())
        for path in modules()
    )
    assert lengths[-1] <= 400
    assert lengths[int(len(lengths) * 0.95)] <= 250
