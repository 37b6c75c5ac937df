"""The settings table of docs/operations.md and the settings that are read are the same list."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'(?:env\.\w+|environ\.get|env\.db_url)\(\s*"([A-Z_]+)"')
# Named in the sentence before the table: production does not start with it.
NOT_IN_THE_TABLE = {"DEBUG"}


def operations() -> str:
    return (ROOT / "docs" / "operations.md").read_text()


def test_every_setting_that_is_read_is_documented():
    sources = [ROOT / "hlta_portal" / name for name in ("settings.py", "serving.py")]
    read = {name for source in sources for name in READ.findall(source.read_text())}
    rows = [line.split("|")[1] for line in operations().splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert documented == read - NOT_IN_THE_TABLE


def test_every_command_in_the_operations_page_exists():
    named = set(re.findall(r"manage\.py (\w+)", operations()))
    apps = ("hlta_portal", "core", "staff", "pupils", "interventions", "appraisal")
    ours = {path.stem for app in apps for path in ROOT.glob(f"{app}/management/commands/*.py")}
    others = {"migrate", "clearsessions", "db_worker", "prune_db_task_results"}
    assert named - ours - others == set()
    assert {"prepare", "backup", "restore", "add_school", "run_due", "recount"} <= named


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile"])
def test_container_files_start_commands_that_exist(name):
    text = (ROOT / name).read_text()
    for path in re.findall(r"(?:scripts|hlta_portal)/\w+\.py", text):
        assert (ROOT / path).is_file(), f"{name} names {path}"


def test_every_setting_of_the_container_is_one_that_is_read():
    compose = (ROOT / "compose.yaml").read_text()
    block = compose.split("environment: &settings")[1].split("services:")[0]
    given = set(re.findall(r"^    ([A-Z_]+):", block, re.MULTILINE))
    assert given
    assert given <= set(READ.findall((ROOT / "hlta_portal" / "settings.py").read_text()))
