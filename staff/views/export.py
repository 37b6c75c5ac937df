"""The list of colleagues as a file: exactly the rows that match, and which filters were on."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import sheet
from core.policy import require
from staff import policies
from staff.actions import export as actions
from staff.colleagues import ORDERS, PeopleFilter, people_matching, rows_of, sheet_rows
from staff.listing import chips_of, order_of
from staff.schools import school_of


@require_POST
def export_people(request: HttpRequest) -> HttpResponse:
    """CSV or XLSX of the list as the query string asks for it."""
    school = school_of(request.user, request.GET.get("school", ""), policies.export_people)
    require(policies.export_people(request.user, school.pk))
    form = PeopleFilter(request.GET, person=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    order = order_of(request.GET, list(ORDERS), "name")
    rows = rows_of(request.user, list(people_matching(request.user, chosen, order)))
    filters = "; ".join(f"{chip['label']}: {chip['value']}" for chip in chips_of(form, request.GET))
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
    actions.export_people(
        by=request.user, school=school, kind=kind, filters=filters, count=len(rows)
    )
    about = [
        _("People"),
        _("Filters: %(filters)s") % {"filters": filters or _("none")},
        _("Taken %(at)s by %(name)s")
        % {"at": date_format(timezone.localtime(), "j M Y, H:i"), "name": request.user},
    ]
    return _file(kind, about, *sheet_rows(rows))


def _file(kind: str, about: list[str], headings: list[str], rows: list[list]) -> HttpResponse:
    if kind == "xlsx":
        answer = HttpResponse(
            sheet.xlsx_file(_("People"), about, headings, rows), content_type=sheet.XLSX_TYPE
        )
    else:
        answer = HttpResponse(sheet.csv_file(about, headings, rows), content_type=sheet.CSV_TYPE)
    name = f"people-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
