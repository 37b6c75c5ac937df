"""The SEND register as a list: find, filter, sort, print, and take a copy of exactly what matches."""

from typing import Any
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import sheet
from core.policy import require
from pupils import listing, policies
from pupils.actions import export as actions
from pupils.forms.listing import RegisterFilterForm, chips
from pupils.importing import last_import_at
from pupils.models import Pupil, SavedView
from pupils.needs import short_name
from pupils.schools import school_of
from staff.access import WHOLE_SCHOOL
from staff.listing import page_of

MOST_PRINTED = 2_000


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """A page of the pupils the person may see, as the query string asks."""
    person = request.user
    views = list(SavedView.objects.visible_to(person).filter(page="register"))
    form = _filters(request, views)
    wanted = form.wanted
    page = page_of(listing.rows(person, wanted), request.GET)
    context = {
        "form": form,
        "page": page,
        "wanted": wanted,
        "query": form.data.urlencode(),
        "kept": [(name, value) for name, value in form.data.items() if name not in ("q", "page")],
        "tabs": _tabs(request, form, views),
        "chips": chips(form),
        "count": _match_words(page.paginator.count),
        "order": listing.SORTED_BY[wanted.sort.removeprefix("-")],
        "is_empty_school": not page.paginator.count and not form.chosen,
        "add_reason": policies.add_pupil(person),
        "imports_reason": policies.see_imports(person),
        "export_reason": policies.export_register(person),
        "picks": picks_for(person),
        "pupil_data_imported_at": last_import_at(person),
    }
    return render(request, "pupils/register.html", context)


def picks_for(person: Any) -> list[dict[str, str]]:
    """What can be done with ticked pupils."""
    if policies.make_profiles(person):
        return []
    url = reverse("make_profiles")
    return [{"value": "profiles", "label": _("Profiles as PDF"), "url": url}]


def matching(request: HttpRequest) -> QuerySet[Pupil]:
    """Every pupil that the list shows for this address, on all its pages."""
    return listing.rows(request.user, _filters(request, []).wanted)


@login_required
@require_safe
def print_register(request: HttpRequest) -> HttpResponse:
    """Every matching row on one plain page, made for paper."""
    form = _filters(request, [])
    found = listing.rows(request.user, form.wanted)[:MOST_PRINTED]
    context = {"rows": found, "filters": _filter_words(form), "count": _match_words(len(found))}
    return render(request, "pupils/print_register.html", context)


@login_required
@require_POST
def export_register(request: HttpRequest) -> HttpResponse:
    """CSV or XLSX of exactly the rows that match, under a line that says which filters were on."""
    require(policies.export_register(request.user))
    form = _filters(request, [])
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
    found = list(listing.rows(request.user, form.wanted))
    school, filters = school_of(request.user), _filter_words(form)
    actions.export_register(
        by=request.user, school=school, kind=kind, filters=filters, count=len(found)
    )
    about = [
        _("Pupils, %(school)s") % {"school": school.name},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.")
        % {
            "count": _match_words(len(found)),
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
            "name": request.user.full_name,
        },
    ]
    return _download(kind, about, [_cells(pupil) for pupil in found])


def _download(kind: str, about: list[str], rows: list[list[Any]]) -> HttpResponse:
    headings = [
        _("Surname"), _("Forename"), _("Legal name"), _("Year"), _("Form"), _("SEN"),
        _("Main need"), _("Second need"), _("Plan owner"), _("Next review"), _("Attendance, %"),
    ]  # fmt: skip
    if kind == "xlsx":
        body, content_type = sheet.xlsx_file(_("Pupils"), about, headings, rows), sheet.XLSX_TYPE
    else:
        body, content_type = sheet.csv_file(about, headings, rows), sheet.CSV_TYPE
    answer = HttpResponse(body, content_type=content_type)
    name = f"pupils-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cells(pupil: Pupil) -> list[Any]:
    return [
        pupil.last_name, pupil.first_name, f"{pupil.forename} {pupil.surname}", pupil.year_group,
        pupil.form, pupil.sen_code, short_name(pupil.main_need), short_name(pupil.second_need),
        pupil.owner_name, pupil.review_due_on, pupil.attendance_percent,
    ]  # fmt: skip


def _filters(request: HttpRequest, views: list[SavedView]) -> RegisterFilterForm:
    """The filters of the query string; without one, the person's default view or the usual one."""
    query = request.GET
    if not query:
        own = [view for view in views if view.is_default and view.person_id == request.user.pk]
        usual = "status=sen" if request.user.access.has_any(*WHOLE_SCHOOL) else ""
        query = QueryDict(own[0].query if own else usual)
    return RegisterFilterForm(query.copy(), facets=listing.facets(request.user))


def _match_words(count: int) -> str:
    return ngettext("%(count)s pupil matches", "%(count)s pupils match", count) % {"count": count}


def _filter_words(form: RegisterFilterForm) -> str:
    said = [f"{label}: {value}" for _name, label, value in form.chosen]
    return "; ".join(said) or _("none")


def _same(query: str) -> set[tuple[str, str]]:
    """A query string without order of its parts, page and sort, to tell which tab is open."""
    return {pair for pair in parse_qsl(query) if pair[0] not in ("page", "per_page", "sort")}


def _tabs(
    request: HttpRequest, form: RegisterFilterForm, views: list[SavedView]
) -> list[dict[str, Any]]:
    here = _same(form.data.urlencode())
    url = reverse("register")
    usual = [(tab.label, tab.query, tab.count) for tab in listing.tabs_with_counts(request.user)]
    return [
        {
            "label": label,
            "url": f"{url}?{query}",
            "count": count,
            "is_current": _same(query) == here,
        }
        for label, query, count in [*usual, *[(view.name, view.query, None) for view in views]]
    ]
