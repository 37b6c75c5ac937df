"""The line of management: the tree, and who manages one post from a day on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from staff import policies
from staff.actions import line as actions
from staff.forms.line import ChangeManagerForm
from staff.listing import day_of
from staff.models import LineManagement, Post
from staff.schools import school_of, schools_of
from staff.tree import Branch, Tree, tree_on
from staff.views.flow import attempt, done, form_page, say
from staff.views.places import people_places


@require_safe
def line_tree(request: HttpRequest) -> HttpResponse:
    """The tree of a school on a day: all of it for who keeps it, for others their own part."""
    school = school_of(request.user, request.GET.get("school", ""), policies.see_whole_line)
    on = day_of(request.GET)
    tree = tree_on([school.pk], on)
    why_part = policies.see_whole_line(request.user, school.pk)
    context = {
        "school": school,
        "schools": schools_of(request.user),
        "on": on,
        "why_part": why_part,
        "branches": _own(tree, request.user) if why_part else tree.from_top(),
        "outside": [] if why_part else tree.outside(),
        "can_change": not policies.keep_people(request.user, school.pk),
        "places": people_places(request.user, "line_tree"),
    }
    return render(request, "staff/line_tree.html", context)


def _own(tree: Tree, person) -> list[Branch]:
    """Managers above the person's posts, the posts, and everybody below, each once."""
    drawn: dict[int, Branch] = {}
    for pk in person.access.post_ids:
        if pk not in tree.posts:
            continue
        above = list(reversed(tree.above(pk)))
        for depth, post in enumerate([*above, tree.posts[pk]]):
            drawn.setdefault(post.pk, Branch(post, depth, len(tree.below(post.pk))))
        for branch in tree.below(pk):
            drawn.setdefault(
                branch.post.pk, Branch(branch.post, branch.depth + len(above), branch.below)
            )
    return list(drawn.values())


@require_http_methods(["GET", "HEAD", "POST"])
def change_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who manages a post from a day on; the history stays."""
    posts = Post.objects.visible_to(request.user).select_related("person", "school", "band")
    post = get_object_or_404(posts, pk=pk)
    require(policies.change_manager(request.user, post))
    last = LineManagement.objects.visible_to(request.user).latest_of(post)
    form = ChangeManagerForm(request.POST or None, person=request.user, about=post, last=last)

    def act() -> None:
        actions.change_manager(
            by=request.user,
            post=post,
            manager=form.cleaned_data["manager"],
            starts_on=form.cleaned_data["starts_on"],
            seen=form.seen,
            key=form.key,
        )

    if done(request, form, act):
        manager = form.cleaned_data["manager"]
        said = _("%(name)s is at the top of the line.") % {"name": post.person}
        if manager:
            words = {"name": post.person, "manager": manager.person}
            said = _("%(name)s is managed by %(manager)s.") % words
        undo = reverse("undo_change_manager", args=[post.pk])
        return say(request, said, post.person.get_absolute_url(), undo=undo)
    return form_page(
        request,
        form,
        template="staff/change_manager.html",
        title=_("Change line manager"),
        line=f"{post.person}, {post.label}, {post.school.name}",
        save=_("Save"),
        cancel_url=post.person.get_absolute_url(),
        last=last,
    )


@require_POST
def undo_change_manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last change of manager back."""
    post = get_object_or_404(Post.objects.visible_to(request.user).select_related("person"), pk=pk)
    attempt(
        request,
        lambda: actions.undo_change_manager(by=request.user, post=post),
        _("The line is as it was."),
    )
    return redirect(post.person.get_absolute_url())
