"""One court order about a pupil: read, kept, changed, lifted."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import court_order as actions
from pupils.attachments import files_of
from pupils.court_order_joining import ORDER
from pupils.families import limits_in_words
from pupils.forms.carer import initial_of
from pupils.forms.court_order import PREFIX, ROWS, CourtOrderForm, OrderLimitFormSet
from pupils.models import CourtOrder, Pupil
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import attempt, done, say

TAB = "pupil_people"
FIELDS = ("kind", "do_this", "made_on", "ends_on", "court", "reference", "seen_on", "detail")


@login_required
@require_safe
def court_order(request: HttpRequest, pk: int) -> HttpResponse:
    """What an order says, whom it names, its papers."""
    order = _find(request, pk)
    pupil, record = open_record(request, order.pupil_id, "court_order")
    person = request.user
    context = {
        "order": order, "pupil": pupil, "record": record,
        "limits": [(one.name, limits_in_words(one)) for one in order.limits.all()],
        "files": files_of(person, ORDER, [order.pk]).get(order.pk, []),
        "keep_reason": policies.keep_orders(person, pupil),
        "lift_reason": policies.lift_court_order(person, order),
    }  # fmt: skip
    return render(request, "pupils/court_order.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_court_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an order."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_orders(request.user, pupil))
    form = CourtOrderForm(request.POST or None, person=request.user)
    rows = _rows(request, [])

    def act() -> None:
        actions.add_court_order(
            by=request.user, pupil=pupil, fields=form.chosen, limits=rows.chosen,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if _is_right(request, rows) and done(request, form, act):
        return say(request, _("The order is kept."), _family(pupil))
    return _page(request, form, rows, pupil, _("Add a court order"), _family(pupil))


@login_required
@require_http_methods(["GET", "POST"])
def edit_court_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an order and whom it names."""
    order = _find(request, pk)
    require(policies.keep_orders_at(request.user, order.school_id))
    form = CourtOrderForm(
        request.POST or None, person=request.user, initial=initial_of(order, FIELDS)
    )
    rows = _rows(request, list(order.limits.values(*actions.FIELDS)))

    def act() -> None:
        actions.edit_court_order(
            by=request.user, order=order, version=form.cleaned_data["version"] or 0,
            fields=form.chosen, limits=rows.chosen,
        )  # fmt: skip

    page = reverse("court_order", args=[order.pk])
    if _is_right(request, rows) and done(request, form, act):
        return say(request, _("Saved."), page)
    return _page(request, form, rows, order.pupil, str(order).capitalize(), page)


@login_required
@require_POST
def lift_court_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an order no longer holds."""
    order = _find(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.lift_court_order(by=request.user, order=order, version=version)
    words = _("The order no longer holds: its alert is off the record.")
    return say(request, words, _family(order.pupil), reverse("undo_lift_court_order", args=[pk]))


@login_required
@require_POST
def undo_lift_court_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an order in force again."""
    order = _find(request, pk)
    attempt(
        request, lambda: actions.undo_lift_court_order(by=request.user, order=order),
        _("The order holds again."),
    )  # fmt: skip
    return redirect("court_order", order.pk)


def _find(request: HttpRequest, pk: int) -> CourtOrder:
    rows = CourtOrder.objects.visible_to(request.user).select_related("pupil")
    return get_object_or_404(rows, pk=pk)


def _family(pupil: Pupil) -> str:
    return reverse("pupil_family", args=[pupil.pk])


def _rows(request: HttpRequest, limits: list[dict[str, Any]]) -> Any:
    if request.method == "POST":
        # Without what stood there: a row that says the same is still a row.
        return OrderLimitFormSet(request.POST, prefix=PREFIX)
    blank = [{}] * max(ROWS - len(limits), 1)
    return OrderLimitFormSet(prefix=PREFIX, initial=[*limits, *blank])


def _is_right(request: HttpRequest, rows: Any) -> bool:
    """Whether the rows are right; a page that is only opened asks nothing."""
    return request.method != "POST" or rows.is_valid()


def _page(
    request: HttpRequest, form: Any, rows: Any, pupil: Pupil, title: str, cancel: str
) -> HttpResponse:
    return record_form(
        request, form, pupil, tab=TAB, title=title, save=_("Save"), cancel_url=cancel, rows=rows,
        rows_title=_("Whom the order names"),
    )  # fmt: skip
