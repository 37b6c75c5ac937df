"""What the lists of advice and of referrals have in common: tabs, chips, and a copy of what is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core import sheet
from pupils.forms.filtering import FilterForm


def tabs_of(
    url: str, tabs: Iterable[tuple[str, Any, str]], counts: dict[str, int], form: FilterForm,
    wanted: Any,
) -> list[dict[str, Any]]:  # fmt: skip
    """The tabs of a list: each is a filter of the leading field, current while nothing else is asked."""
    is_plain = {name for name, _label, _value in form.chosen} <= {form.leading}
    here = f"{form.leading}={getattr(wanted, form.leading)}"
    return [
        {
            "label": label, "url": f"{url}?{query}", "count": counts[name],
            "is_current": is_plain and query == here,
        }
        for name, label, query in tabs
    ]  # fmt: skip


def chips(form: FilterForm) -> list[dict[str, Any]]:
    """A chip for each filter that is on; its address takes the filter off."""
    made = []
    for name, label, value in form.chosen:
        query = form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        if name == form.leading:
            query[name] = form.open_value
        made.append({"label": label, "value": value, "url": f"?{query.urlencode()}"})
    return made


def filter_words(form: FilterForm) -> str:
    """The filters that are on, in words."""
    return "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")


def taken(
    request: HttpRequest, title: str, name: str, filters: str, headings: Sequence[Any],
    rows: Iterable[Sequence[Any]],
) -> HttpResponse:  # fmt: skip
    """A CSV file of rows under lines that say what they are, who took them, and which filters were on."""
    cells = list(rows)
    about = [
        f"{title}, {request.user.access.school_names}",
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s rows. Taken %(day)s by %(name)s.")
        % {
            "count": len(cells), "name": request.user.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    answer = HttpResponse(sheet.csv_file(about, headings, cells), content_type=sheet.CSV_TYPE)
    file_name = f"{name}-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
