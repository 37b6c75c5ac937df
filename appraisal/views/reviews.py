"""The list of reviews, and opening one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from appraisal import policies
from appraisal.actions import review as actions
from appraisal.forms.review import OpenForm, ReviewFilter
from appraisal.models import Cycle
from appraisal.reviews import LATE, MINE, ReviewRow, found, not_opened, rows_of
from core.names import fold
from core.policy import require
from staff.listing import chips_of, page_of
from staff.models import Post
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review the person may see, filtered; those nobody has opened stand below."""
    person = request.user
    require(policies.see_reviews(person))
    form = ReviewFilter(request.GET, person=person)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = _filtered(person, chosen)
    page = page_of(rows, request.GET)
    cycles = list(Cycle.objects.visible_to(person).current())
    context = {
        "form": form,
        "chips": chips_of(form, request.GET),
        "clear_url": reverse("reviews"),
        "page": page,
        "count": ngettext("%(n)s review", "%(n)s reviews", len(rows)) % {"n": len(rows)},
        "waiting": [post for post in not_opened(person, cycles) if not policies.open_review(
            person, post, next((c for c in cycles if c.school_id == post.school_id), None))],
        "cycles": cycles,
        "keeps_cycles": not policies.add_cycle(person),
    }  # fmt: skip
    return render(request, "appraisal/reviews.html", context)


def _filtered(person: Any, chosen: dict[str, Any]) -> list[ReviewRow]:
    """The rows asked for: who acts next follows from the counts, so it is filtered after reading."""
    reviews = found(person)
    for word in fold(chosen.get("q") or "").split():
        reviews = reviews.filter(appraisee__person__search_name__contains=word)
    if chosen.get("cycle"):
        reviews = reviews.filter(cycle=chosen["cycle"])
    if chosen.get("state"):
        reviews = reviews.filter(state=chosen["state"])
    ordered = reviews.order_by("-cycle__starts_on", "appraisee__person__search_name", "pk")
    rows = rows_of(person, ordered, timezone.localdate())
    if chosen.get("next") == MINE:
        rows = [row for row in rows if row.is_mine]
    if chosen.get("due") == LATE:
        rows = [row for row in rows if row.is_late]
    return rows


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the review of a post: the year and the first meeting."""
    posts = (
        Post.objects.visible_to(request.user).current().select_related("person", "band", "school")
    )
    post = get_object_or_404(posts, pk=pk)
    cycles = Cycle.objects.visible_to(request.user).filter(school=post.school_id)
    require(policies.open_review(request.user, post, cycles.visible_to(request.user).first()))
    form = OpenForm(request.POST or None, person=request.user, school_id=post.school_id)
    opened = []

    def act() -> None:
        chosen = form.cleaned_data
        opened.append(
            actions.open_review(
                by=request.user, post=post, cycle=chosen["cycle"], meeting_on=chosen["meeting_on"],
                submission_id=form.key,
            )
        )  # fmt: skip

    if done(request, form, act):
        return say(
            request,
            _("The review is open. Agree objectives together first."),
            opened[0].get_absolute_url(),
        )
    return form_page(
        request, form, title=_("Open a review"), save=_("Open it"), cancel_url=reverse("reviews"),
        line=f"{post.person}, {post.label}, {post.band}",
        notes=[
            _(
                "The five areas are judged by what this band is expected to do today. A later "
                "wording does not change an open review."
            ),
            _("%(name)s sees it at once, and so does everybody above them in the line.")
            % {"name": post.person},
        ],
    )  # fmt: skip
