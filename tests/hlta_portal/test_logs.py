"""The log tells where something broke and never what was typed."""

import io
import json
import logging

import pytest
import structlog

from hlta_portal.logs import logging_config, places

CANARY = "Xanthippe-Canary"


@pytest.fixture
def lines():
    """Format as production does, and read back what was written."""
    written = io.StringIO()
    asked = logging_config(json=True, level="INFO")["formatters"]["house"]
    made_with = {name: value for name, value in asked.items() if name != "()"}
    handler = logging.StreamHandler(written)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**made_with))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def fail():
    try:
        raise KeyError(CANARY)
    except KeyError as first:
        raise ValueError(f"score {CANARY} is out of range") from first


def test_log_of_an_error_holds_its_class_and_place_but_not_its_message(lines):
    try:
        fail()
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/groups/")
    (line,) = lines()
    assert CANARY not in json.dumps(line)
    assert line["event"] == "Internal Server Error: /groups/"
    assert line["level"] == "error"
    assert line["error"] == "ValueError"
    assert "KeyError" in line["places"]
    assert any(place.endswith(" fail") for place in line["places"])


def test_log_of_our_own_is_one_json_object_with_its_fields(lines):
    structlog.get_logger("interventions").info("session logged", session=12)
    (line,) = lines()
    assert (line["event"], line["session"], line["logger"]) == (
        "session logged",
        12,
        "interventions",
    )
    assert line["timestamp"].endswith("Z")


def test_log_of_a_request_holds_the_path_without_the_search(lines, rf):
    request = rf.get("/pupils/", {"q": CANARY})
    request.request_id = "abc"
    extra = {"request": request, "status_code": 404}
    logging.getLogger("django.request").warning("Not Found: %s", request.path, extra=extra)
    (line,) = lines()
    assert CANARY not in json.dumps(line)
    assert (line["path"], line["method"], line["status"]) == ("/pupils/", "GET", 404)
    assert line["request_id"] == "abc"


def fail_and_set_aside():
    try:
        raise KeyError(CANARY)
    except KeyError:
        raise ValueError(CANARY) from None


def test_places_leave_out_a_context_that_was_set_aside():
    with pytest.raises(ValueError, match=CANARY) as caught:
        fail_and_set_aside()
    assert places(caught.value)[0] == "ValueError"
    assert "KeyError" not in places(caught.value)
