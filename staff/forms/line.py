"""What comes in about the line of management."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.forms.fields import CreateForm, DayField, PostChoice
from staff.models import LineManagement, Post


class ChangeManagerForm(CreateForm):
    """Who manages this post from a day on."""

    manager = PostChoice(
        label=_("Line manager"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("Nobody: this post is at the top"),
    )
    starts_on = DayField(label=_("From"))
    line = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: Post, last: LineManagement | None, **kwargs: Any) -> None:
        initial = {"starts_on": timezone.localdate()}
        if last:
            initial |= {"manager": last.manager_id, "line": last.pk, "version": last.version}
        super().__init__(*args, initial=initial, **kwargs)
        posts = Post.objects.visible_to(self.person).filter(school=about.school_id).open()
        self.fields["manager"].queryset = (
            posts.exclude(pk=about.pk).select_related("person").order_by("person__search_name")
        )

    @property
    def seen(self) -> tuple[int, int] | None:
        """The line the form showed, with its version."""
        line, version = self.cleaned_data.get("line"), self.cleaned_data.get("version")
        return (line, version) if line and version else None
