"""What the pages of talking with families share: the head of the record, the look, and a file to take."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core import audit, sheet
from pupils.models import Pupil
from pupils.reasons import why_visible
from pupils.views.record import record_head

TAB = "pupil_people"


def look(
    request: HttpRequest, pupil: Pupil, page: str, about: Model | None = None
) -> dict[str, Any]:
    """The head of the record under the tab People; a look at ``page`` is noted when it is read."""
    if request.method in ("GET", "HEAD"):
        reason = why_visible(request.user, pupil).words
        audit.looked(
            by=request.user, page=page, reason=reason, school_id=pupil.school_id, pupil_id=pupil.pk,
            about=about,
        )  # fmt: skip
    return record_head(request, pupil, TAB)


def file_of(
    request: HttpRequest, title: str, filters: str, headings: list[str], rows: Iterable[list[Any]],
    *, count: str, name: str,
) -> HttpResponse:  # fmt: skip
    """CSV or XLSX, as the form asks, under lines that say what, with which filters, when and by whom."""
    about = [
        _("%(title)s, %(school)s") % {"title": title, "school": request.user.access.school_names},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.")
        % {
            "count": count, "name": request.user.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    kind = kind_of(request)
    if kind == "xlsx":
        body, content_type = sheet.xlsx_file(title, about, headings, rows), sheet.XLSX_TYPE
    else:
        body, content_type = sheet.csv_file(about, headings, rows), sheet.CSV_TYPE
    answer = HttpResponse(body, content_type=content_type)
    file_name = f"{name}-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def kind_of(request: HttpRequest) -> str:
    """Which file is asked for."""
    return "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
