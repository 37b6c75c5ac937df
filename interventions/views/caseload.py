"""The caseload page: what needs me, tabs, filters, the table; its print, its export and its saved views."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from core.templatetags.look import sort_th
from interventions import caseload as reads
from interventions import policies
from interventions.caseload_needs import needs_band
from interventions.caseload_rows import columns, rows_of
from interventions.forms.caseload import PAGE, CaseloadFilterForm, Offered, offered_by
from pupils.actions.view import NameTaken, save_view
from pupils.deadlines import own_due
from pupils.forms.view import SaveViewForm
from pupils.models import SavedView
from pupils.policies import share_view
from pupils.schools import school_of

SIZES = (25, 50, 100, 300)
SORTS = {
    "name": lambda line: line.name, "form": lambda line: (len(line.form), line.form, line.name),
    "need": lambda line: (line.sen_code, line.need, line.name),
    "on": lambda line: (line.review_on is None, str(line.review_on), line.name),
    "left": lambda line: (line.left is None, line.left or 0, line.name),
    "minutes": lambda line: (not line.minutes_due, line.minutes_delivered / (line.minutes_due or 1)),
    "progress": lambda line: (VERDICTS.index(line.verdict), line.name),
    "sessions": lambda line: (not line.planned, line.attended / (line.planned or 1)),
    "owner": lambda line: (line.owner, line.name), "due": lambda line: line.urgency,
}  # fmt: skip
VERDICTS = ("not_moving", "slower", "too_early", "on_track", "")


@login_required
@require_safe
@gzip_page
def caseload(request: HttpRequest) -> HttpResponse:
    """Every pupil of the person's caseload that the address asks for, most urgent first."""
    require(policies.see_caseload(request.user))
    lines = reads.lines_of(request.user)
    saved = list(SavedView.objects.visible_to(request.user).filter(page=PAGE))
    query = opened(request, saved)
    offered = offered_by(lines)
    form = CaseloadFilterForm(query, offered=offered)
    found = matching(lines, form, query)
    page = _page(found, query)
    may_pick = not policies.set_review_dates(request.user)
    shown = _shown(query)
    context = {
        "total": _total(lines), "needs": needs_band(lines), "query": query.urlencode(),
        "tabs": _tabs(lines, saved, query), "chips": _chips(form, query),
        "fields": drawn_fields(query.urlencode(), offered, get_language()),
        "count": match_words(len(found)), "all_count": len(found), "sort": query.get("sort", "due"),
        "page": page, "may_pick": may_pick, "heads": heads(request, shown, query.get("sort", "due")),
        "rows": rows_of(page.object_list, shown, me=request.user.full_name, may_pick=may_pick),
        "choices": _choices(shown), "why_no_export": policies.export_caseload(request.user),
        "is_empty": not lines, "kept": _kept(query), "own_view": _own(saved, query, request.user),
        "bulk": _bulk(query),
        "steps": [(one.step.pupil.name, one) for one in own_due(request.user)],
    }  # fmt: skip
    return render(request, "interventions/caseload.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save_caseload_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters, the order and the columns of the address under a name."""
    require(policies.see_caseload(request.user))
    school, query = school_of(request.user), request.GET.copy()
    query.pop("page", None)
    may_share = not share_view(request.user, school.pk)
    form = SaveViewForm(request.POST or None, person=request.user, may_share=may_share)
    if form.is_valid():
        try:
            save_view(
                by=request.user, school=school, page=PAGE, query=query.urlencode(),
                submission_id=form.cleaned_data["submission_id"], **form.chosen,
            )  # fmt: skip
        except NameTaken:
            form.add_error("name", _("You have a view of this name already."))
        else:
            messages.success(request, _("View saved."))
            return redirect(f"{reverse('caseload')}?{query.urlencode()}")
    back = f"{reverse('caseload')}?{query.urlencode()}"
    return render(request, "interventions/save_caseload_view.html", {"form": form, "back": back})


@lru_cache(maxsize=64)
def drawn_fields(query: str, offered: Offered, _language: str) -> SafeString:
    """The fields of the filter as drawn: the same for everybody who asks for the same of the same choices."""
    form = CaseloadFilterForm(QueryDict(query), offered=offered)
    return SafeString(as_crispy_form(form))


def opened(request: HttpRequest, saved: Sequence[SavedView]) -> QueryDict:
    """The query of the address; without one the person's default view, else what is due."""
    if request.GET:
        return request.GET
    own = [view for view in saved if view.is_default and view.person_id == request.user.pk]
    return QueryDict(own[0].query if own else "")


def matching(
    lines: Sequence[reads.Line], form: CaseloadFilterForm, query: QueryDict
) -> list[reads.Line]:
    """The lines of the tab that pass the filters, sorted as asked."""
    holds = _holds(query)
    found = form.passing(line for line in lines if holds(line))
    asked = query.get("sort", "due")
    key = asked.removeprefix("-")
    if key in SORTS and asked != "due":
        found.sort(key=SORTS[key], reverse=asked.startswith("-"))
    return found


def match_words(number: int) -> str:
    """ "38 pupils match"."""
    return ngettext("%(n)d pupil matches", "%(n)d pupils match", number) % {"n": number}


def heads(request: HttpRequest, shown: Sequence[str], sort: str) -> list[str]:
    """Headings of the columns shown, each a link that sorts; some stand over two cells."""
    made = [_head(request, "name", _("Pupil, known as"), sort)]
    known = columns()
    for key in shown:
        label, kind, wide = known[key]
        if key == "step":
            head = format_html('<th scope="col">{}</th>', label)
        else:
            head = _head(request, key, label, sort, kind)
        made.append(head.replace("<th ", f'<th colspan="{wide}" ', 1) if wide > 1 else head)
    return [SafeString(head) for head in made]


def _head(request: HttpRequest, key: str, label: str, sort: str, kind: str = "") -> str:
    return str(sort_th(type("Context", (), {"request": request}), key, label, sort, kind))


def _holds(query: QueryDict) -> Any:
    asked = query.get("view", "due")
    if asked == "overdue":
        return reads.is_overdue
    named = {view.key: view.holds for view in reads.views()}
    return named.get(asked, named["all"])


def _page(found: Sequence[reads.Line], query: QueryDict) -> Page:
    asked = query.get("per_page", "")
    size = int(asked) if asked in map(str, SIZES) else 100
    return Paginator(found, size).get_page(query.get("page"))


def _shown(query: QueryDict) -> list[str]:
    known = list(columns())
    asked = [key for key in known if key in query.getlist("col")]
    return asked or known


def _choices(shown: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"key": key, "label": label, "is_on": key in shown}
        for key, (label, _kind, _wide) in columns().items()
    ]


def _tabs(
    lines: Sequence[reads.Line], saved: Sequence[SavedView], query: QueryDict
) -> list[dict[str, Any]]:
    asked = query.get("view", "due")
    current = query.urlencode()
    is_saved = any(view.query == current for view in saved) and bool(current)
    tabs = [
        {
            "label": view.label, "url": f"?view={view.key}", "count": sum(map(view.holds, lines)),
            "is_current": view.key == asked and not is_saved,
        }
        for view in reads.views()
    ]  # fmt: skip
    return tabs + [
        {
            "label": view.name,
            "url": f"?{view.query}",
            "count": None,
            "is_current": view.query == current,
        }
        for view in saved
    ]


def _bulk(query: QueryDict) -> list[dict[str, str]]:
    """What can be done with ticked pupils."""
    asked = query.urlencode()
    return [
        {"label": label, "value": route, "url": f"{reverse(route)}?{asked}"}
        for label, route in (
            (_("Set the next review"), "set_review_dates"), (_("Change owner"), "change_owners"),
        )
    ]  # fmt: skip


def _own(saved: Sequence[SavedView], query: QueryDict, person: Any) -> SavedView | None:
    """The saved view that is open, if it is the person's own."""
    current = query.urlencode()
    return next((v for v in saved if v.query == current and v.person_id == person.pk), None)


def _chips(form: CaseloadFilterForm, query: QueryDict) -> list[dict[str, str]]:
    return [
        {"label": label, "value": value, "url": f"?{_without(query, name, 'page')}"}
        for name, label, value in form.chosen
    ]


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode() or "view=due"


def _kept(query: QueryDict) -> list[tuple[str, str]]:
    """What the address asks apart from columns and page, for the form that chooses columns."""
    return [
        (name, value)
        for name, values in query.lists()
        for value in values
        if name not in ("col", "page")
    ]


def _total(lines: Sequence[reads.Line]) -> str:
    plans = sum(line.sen_code == "E" for line in lines)
    pupils = ngettext("%(n)d pupil", "%(n)d pupils", len(lines)) % {"n": len(lines)}
    return _("%(pupils)s, %(plans)d with an EHC plan. Most urgent first.") % {
        "pupils": pupils, "plans": plans,
    }  # fmt: skip
