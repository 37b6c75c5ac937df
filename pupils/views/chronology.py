"""A pupil's chronology: everything that happened, filtered, printed, taken as a copy."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import sheet
from core.paper import PDF_TYPE
from core.paper_pdf import pdf
from core.policy import require
from pupils import chronology_paper, policies
from pupils.actions import export as actions
from pupils.chronology import ICONS, KINDS, Entry, Story, Wanted, story_of
from pupils.forms.chronology import ChronologyFilterForm
from pupils.models import Pupil
from pupils.views.record import open_record
from staff.listing import chips_of, page_of, without

TYPES = {"csv": sheet.CSV_TYPE, "xlsx": sheet.XLSX_TYPE, "pdf": PDF_TYPE}


@login_required
@require_safe
def pupil_chronology(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened, newest first, as the query string asks."""
    pupil, record = open_record(request, pk, "pupil_chronology")
    form = ChronologyFilterForm(request.GET)
    wanted, story = form.wanted, story_of(pupil, request.user)
    found = story.matching(wanted)
    page = page_of(found, request.GET)
    context = {
        "pupil": pupil, "record": record, "page": page, "form": form,
        "entries": [_shown(entry) for entry in page],
        "kinds": _kinds(request.GET, story, wanted), "everything": without(request.GET, "kind"),
        "chips": _chips(form, request.GET), "count": _count_words(len(found)),
        "query": request.GET.urlencode(), "has_any": bool(story.entries),
        "export_reason": policies.export_chronology(request.user, pupil),
        "request_reason": policies.add_request(request.user, pupil),
        "file_reason": policies.pupil_file(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_chronology.html", context)


@login_required
@require_safe
def print_chronology(request: HttpRequest, pk: int) -> HttpResponse:
    """Every entry that matches on one plain page, made for paper."""
    pupil, _record = open_record(request, pk, "print_chronology")
    wanted = ChronologyFilterForm(request.GET).wanted
    found = story_of(pupil, request.user).matching(wanted)
    rows = [
        (chronology_paper.when(entry), KINDS.get(entry.kind, entry.kind), entry) for entry in found
    ]
    filters = chronology_paper.filter_words(wanted)
    context = {"pupil": pupil, "rows": rows, "filters": filters, "count": _count_words(len(found))}
    return render(request, "pupils/print_chronology.html", context)


@login_required
@require_POST
def export_chronology(request: HttpRequest, pk: int) -> HttpResponse:
    """PDF, CSV or Excel of exactly the entries that match; the record book notes that they were taken."""
    seen = Pupil.objects.visible_to(request.user).select_related("school")
    pupil = get_object_or_404(seen, pk=pk)
    require(policies.export_chronology(request.user, pupil))
    wanted = ChronologyFilterForm(request.GET).wanted
    found = story_of(pupil, request.user).matching(wanted)
    asked = request.POST.get("kind", "")
    kind = asked if asked in TYPES else "pdf"
    filters = chronology_paper.filter_words(wanted)
    actions.export_chronology(
        by=request.user, pupil=pupil, kind=kind, filters=filters, count=len(found)
    )
    answer = HttpResponse(_file(request, kind, pupil, found, wanted), content_type=TYPES[kind])
    day = timezone.localdate().isoformat()
    name = f"chronology-{slugify(pupil.short_name)}-{day}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _file(
    request: HttpRequest, kind: str, pupil: Pupil, found: list[Entry], wanted: Wanted
) -> bytes:
    if kind == "pdf":
        return pdf([chronology_paper.paper(pupil, found, wanted, by=request.user)])
    title = _("Chronology of %(name)s") % {"name": pupil.name}
    about = [
        title,
        _("Filters: %(filters)s") % {"filters": chronology_paper.filter_words(wanted)},
        _("%(count)s. Taken %(day)s by %(name)s.") % {
            "count": _count_words(len(found)), "name": request.user.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    headings, rows = chronology_paper.headings(), map(chronology_paper.cells, found)
    if kind == "xlsx":
        return sheet.xlsx_file(_("Chronology"), about, headings, rows)
    return sheet.csv_file(about, headings, rows)


def _count_words(count: int) -> str:
    return ngettext("%(n)s entry matches", "%(n)s entries match", count) % {"n": count}


def _kinds(query: QueryDict, story: Story, wanted: Wanted) -> list[dict[str, Any]]:
    """Each kind with its count; its address turns the kind on, or off where it is on."""
    found = []
    for kind, count in story.counts(wanted).items():
        is_on = kind in wanted.kinds
        left = [one for one in wanted.kinds if one != kind] + ([] if is_on else [kind])
        rest = query.copy()
        rest.pop("page", None)
        rest.setlist("kind", left)
        url = f"?{rest.urlencode()}"
        found.append({"label": KINDS[kind], "count": count, "url": url, "is_on": is_on})
    return found


def _chips(form: ChronologyFilterForm, query: QueryDict) -> list[dict[str, Any]]:
    """Chips of the days and the words; the kinds stand in a row of their own."""
    label = form.fields["kind"].label
    return [chip for chip in chips_of(form, query) if chip["label"] != label]


def _shown(entry: Entry) -> dict[str, Any]:
    is_moment = hasattr(entry.at, "hour")
    return {
        "at": entry.at if is_moment else None,
        "on": None if is_moment else entry.at,
        "title": entry.title,
        "text": entry.detail,
        "by": entry.by,
        "url": entry.url,
        "icon": ICONS.get(entry.kind, "ring"),
        "tags": [],
    }
