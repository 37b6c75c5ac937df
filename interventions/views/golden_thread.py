"""The golden thread across live plans: counts that open their rows, filters, a file, and the rules."""

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import sheet
from core.models import School
from core.policy import require
from interventions import policies
from interventions.actions import delivery as actions
from interventions.forms.delivery import ThreadFilterForm, ThreadRuleForm
from interventions.golden_thread import Finding, Wanted, facets_of, findings_of, rules_of
from interventions.models import ThreadRule
from pupils.actions.plan_rules import edit_plan_rule
from pupils.policies import see_plan_rules
from pupils.schools import school_of, schools_worked_at
from staff.access import PLANNERS
from staff.listing import chips_of, page_of
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def golden_thread(request: HttpRequest) -> HttpResponse:
    """Every broken thread of the plans the person reads whole, by rule."""
    person = request.user
    require(policies.see_golden_thread(person))
    rules, form = _read(request)
    wanted = form.wanted
    every = findings_of(person, rules, Wanted("", wanted.year, wanted.owner, wanted.kind))
    shown = [one for one in every if wanted.rule in ("", one.rule.code)]
    counts = Counter(one.rule.code for one in every)
    known = _known(rules)
    context = {
        "form": form, "page": page_of(shown, request.GET), "chips": chips_of(form, request.GET),
        "tabs": _tabs(request, wanted, known, counts, len(every)),
        "off": [rule for rule in known if not rule.is_on], "rules": known,
        "count": _count_words(len(shown)), "query": request.GET.urlencode(),
        "export_reason": policies.export_golden_thread(person),
        "rule_reason": policies.edit_thread_rule(person),
        "plan_rules_reason": see_plan_rules(person),
    }  # fmt: skip
    return render(request, "interventions/golden_thread.html", context)


@login_required
@require_POST
def export_golden_thread(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the rows that match, under a line that says which filters were on."""
    person = request.user
    require(policies.export_golden_thread(person))
    rules, form = _read(request)
    found, school = findings_of(person, rules, form.wanted), school_of(person)
    chips = chips_of(form, request.GET)
    filters = "; ".join(f"{chip['label']}: {chip['value']}" for chip in chips) or _("none")
    actions.export_golden_thread(by=person, school=school, filters=filters, count=len(found))
    about = [
        _("Golden thread, %(school)s") % {"school": person.access.school_names},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.")
        % {
            "count": _count_words(len(found)), "name": person.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    headings = [
        _("Surname"), _("Forename"), _("Year"), _("Plan owner"), _("Plan"), _("Rule"), _("Row"),
        _("What is missing"),
    ]  # fmt: skip
    body = sheet.csv_file(about, headings, map(_cells, found))
    answer = HttpResponse(body, content_type=sheet.CSV_TYPE)
    name = f"golden-thread-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def edit_thread_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a rule on, or off with a reason, for this school."""
    row = get_object_or_404(ThreadRule.objects.visible_to(request.user), pk=pk)
    require(policies.edit_thread_rule(request.user, row.school_id))
    school = _school(request, row.school_id)
    form = ThreadRuleForm(request.POST or None, person=request.user, about=row)

    def act() -> None:
        edit_plan_rule(
            by=request.user, school=school, row=row, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse("golden_thread"))
    notes = [
        row.about,
        _("This changes the rule for your school alone, and is kept in the record book."),
    ]
    return form_page(
        request, form, title=row.name, line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse("golden_thread"),
    )  # fmt: skip


def _school(request: HttpRequest, school_id: int | None) -> School:
    kept = sorted(request.user.access.schools_as(*PLANNERS))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])


def _read(request: HttpRequest) -> tuple[dict[int, dict[str, ThreadRule]], ThreadFilterForm]:
    """The rules, and the filters with what stands in the plans of this person; two queries."""
    rules = rules_of(request.user)
    seen = facets_of(request.user)
    years = sorted({row[0] for row in seen if row[0]}, key=lambda year: (len(year), year))
    owners = sorted({row[1] for row in seen if row[1]})
    choices = {
        "rule": [(rule.code, rule.name) for rule in _known(rules) if rule.is_on],
        "year": [(year, year) for year in years], "owner": [(name, name) for name in owners],
        "kind": sorted({(row[2], row[3]) for row in seen}),
    }  # fmt: skip
    return rules, ThreadFilterForm(request.GET, choices=choices)


def _known(rules: dict[int, dict[str, ThreadRule]]) -> list[ThreadRule]:
    """The rules of the person's schools, each code once."""
    found: dict[str, ThreadRule] = {}
    for known in rules.values():
        for code, rule in known.items():
            found.setdefault(code, rule)
    return sorted(found.values(), key=lambda rule: rule.order)


def _tabs(
    request: HttpRequest, wanted: Wanted, rules: list[ThreadRule], counts: Counter, total: int
) -> list[dict[str, Any]]:
    """One tab a rule that is on, with its count; the other filters stay."""

    def address(code: str) -> str:
        query = request.GET.copy()
        for gone in ("rule", "page"):
            query.pop(gone, None)
        if code:
            query["rule"] = code
        return f"?{query.urlencode()}"

    made = [{"label": _("All"), "url": address(""), "count": total, "is_current": not wanted.rule}]
    return made + [
        {
            "label": rule.name, "url": address(rule.code), "count": counts[rule.code],
            "is_current": wanted.rule == rule.code,
        }
        for rule in rules if rule.is_on
    ]  # fmt: skip


def _cells(one: Finding) -> list[Any]:
    pupil = one.plan.pupil
    return [
        pupil.last_name, pupil.first_name, pupil.year_group, pupil.owner_name, str(one.plan),
        one.rule.name, one.words, one.detail,
    ]  # fmt: skip


def _count_words(count: int) -> str:
    words = ngettext("%(count)s broken thread", "%(count)s broken threads", count)
    return words % {"count": count}
