"""Posts of a colleague: giving one, changing it, ending it and taking the end back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from staff import policies
from staff.actions import post as actions
from staff.forms.person import AddPostForm, EditPostForm, EndPostForm
from staff.leaving import ties_of
from staff.models import Post, StaffMember
from staff.schools import school_of, schools_of
from staff.views.flow import attempt, done, form_page, say

READ_OR_SEND = ["GET", "HEAD", "POST"]


def _post_or_404(request: HttpRequest, pk: int) -> Post:
    posts = Post.objects.visible_to(request.user).select_related("person", "school", "band")
    return get_object_or_404(posts.select_related("person", "school", "pay_point", "band"), pk=pk)


@require_http_methods(READ_OR_SEND)
def add_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a colleague one more post."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    school = school_of(request.user, request.GET.get("school", ""), policies.keep_people)
    require(policies.add_post(request.user, school.pk, "", one.pk))
    form = AddPostForm(request.POST or None, person=request.user, school=school)

    def act() -> None:
        actions.add_post(
            by=request.user, school=school, person=one, key=form.key, fields=form.chosen
        )

    if done(request, form, act):
        return say(request, _("The post was added."), one.get_absolute_url())
    return form_page(
        request,
        form,
        template="staff/add_person.html",
        title=_("Add a post"),
        line=f"{one}, {school.name}",
        save=_("Add post"),
        cancel_url=one.get_absolute_url(),
        school=school,
        schools=schools_of(request.user),
    )


@require_http_methods(READ_OR_SEND)
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a post."""
    post = _post_or_404(request, pk)
    require(policies.edit_post(request.user, post))
    form = EditPostForm(request.POST or None, person=request.user, about=post)

    def act() -> None:
        actions.edit_post(by=request.user, post=post, version=form.seen_version, fields=form.chosen)

    if done(request, form, act):
        return say(request, _("The post was saved."), post.person.get_absolute_url())
    return form_page(
        request,
        form,
        title=_("Edit post"),
        line=f"{post.person}, {post.label}, {post.school.name}",
        save=_("Save post"),
        cancel_url=post.person.get_absolute_url(),
    )


@require_http_methods(READ_OR_SEND)
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post its last day, after showing what still hangs on it."""
    post = _post_or_404(request, pk)
    require(policies.end_post(request.user, post))
    form = EndPostForm(request.POST or None, person=request.user, about=post)

    def act() -> None:
        on = form.cleaned_data["on"]
        actions.end_post(by=request.user, post=post, version=form.seen_version, on=on)

    if done(request, form, act):
        said = _("The post of %(name)s ends.") % {"name": post.person}
        undo = reverse("undo_end_post", args=[post.pk])
        return say(request, said, post.person.get_absolute_url(), undo=undo)
    return form_page(
        request,
        form,
        template="staff/end_post.html",
        title=_("End post"),
        line=f"{post.person}, {post.label}, {post.school.name}",
        save=_("End post"),
        cancel_url=post.person.get_absolute_url(),
        ties=ties_of(post, timezone.localdate(), request.user),
    )


@require_POST
def undo_end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an ended post and its lines again."""
    post = _post_or_404(request, pk)
    attempt(
        request,
        lambda: actions.undo_end_post(by=request.user, post=post, version=post.version),
        _("The post is open again."),
    )
    return redirect(post.person.get_absolute_url())
