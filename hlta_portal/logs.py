"""The log: one JSON object a line in production, and never a value from a form or a record.

A traceback keeps the class of each error and the places it passed through; the messages are left
out, because a database or a form repeats what was typed in them (trust.md, check C14).
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def places(error: BaseException) -> list[str]:
    """Return where an error passed through, causes first, without messages or values."""
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += places(cause)
    lines.append(type(error).__qualname__)
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{frame.filename}:{frame.lineno} {frame.name}")
    return lines


def leave_values_out(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace the exception of an event by its class and its places (a structlog processor)."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info if isinstance(info, BaseException) else info[1] if info else None
    if error is not None:
        event["error"] = type(error).__qualname__
        event["places"] = places(error)
    event.pop("stack_info", None)
    return event


def add_request(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Add the method, path and account number of Django's own request messages."""
    record: logging.LogRecord | None = event.get("_record")
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "path"):
        event["method"] = request.method
        event["path"] = request.path
        event["request_id"] = getattr(request, "request_id", None)
        event["status"] = getattr(record, "status_code", None)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, json: bool, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error, JSON or one readable line."""
    shown = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            *SHARED,
            leave_values_out,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": [*SHARED, add_request, leave_values_out],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    shown,
                ],
                "pass_foreign_args": False,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
