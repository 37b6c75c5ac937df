"""Forms of actions: rows beside a note or a meeting, one action changed, and how one ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.forms.fields import DayField
from pupils.models import AgreedAction
from staff.models import Post

MOST_ACTIONS = 12
PREFIX = "actions"
OUTSIDE = "outside"


class OwnerForm(PlainForm):
    """Who does it: a post that sees the pupil, or somebody outside the school by name."""

    def __init__(
        self, *args: Any, person: Any, owners: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["owner"].choices = [
            ("", _("Choose")), *((str(pk), name) for pk, name in owners),
            (OUTSIDE, _("Somebody outside the school")),
        ]  # fmt: skip

    def clean_pair(self, found: dict[str, Any]) -> None:
        """Turn the choice into a post, or ask for the name of somebody outside."""
        chosen, name = found.get("owner"), found.get("owner_name", "")
        found["post"] = None
        if chosen == OUTSIDE and not name:
            self.add_error("owner_name", _("Say who it is."))
        elif chosen and chosen != OUTSIDE:
            posts = Post.objects.visible_to(self.person)
            found["post"], found["owner_name"] = posts.get(pk=int(chosen)), ""


class ActionRow(OwnerForm):
    """One row; left without words, it is no action."""

    what = forms.CharField(label=_("What will be done"), required=False, max_length=300)
    owner = forms.ChoiceField(label=_("Who does it"), required=False)
    owner_name = forms.CharField(
        label=_("Name, if outside the school"), required=False, max_length=120
    )
    due_on = DayField(label=_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        """An action has an owner and a day."""
        found = super().clean()
        if not found.get("what"):
            if found.get("due_on") and "what" not in self.errors:
                self.add_error("what", _("Say what will be done, or take the day away."))
            return found
        self.clean_pair(found)
        for name in ("owner", "due_on"):
            if not found.get(name) and name not in self.errors:
                words = _("Say who does it.") if name == "owner" else _("Say by when.")
                self.add_error(name, words)
        return found


class ActionRows(PlainFormSet):
    """The actions agreed in one go."""

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Rows that hold an action, as its fields."""
        return [
            {
                "what": row["what"], "due_on": row["due_on"], "owner": row["post"],
                "owner_name": row["owner_name"],
            }
            for row in (form.cleaned_data for form in self.forms)
            if row.get("what")
        ]  # fmt: skip


ActionFormSet = forms.formset_factory(
    ActionRow, formset=ActionRows, extra=1, max_num=MOST_ACTIONS, validate_max=True
)


class EditActionForm(OwnerForm, PortalForm):
    """One open action: its words, its owner, its day."""

    what = forms.CharField(label=_("What will be done"), max_length=300)
    owner = forms.ChoiceField(label=_("Who does it"))
    owner_name = forms.CharField(
        label=_("Name, if outside the school"), required=False, max_length=120
    )
    due_on = DayField(label=_("By when"))

    def clean(self) -> dict[str, Any]:
        """The owner as a post, or a name."""
        found = super().clean()
        self.clean_pair(found)
        return found

    @property
    def written(self) -> dict[str, Any]:
        """The fields of the action."""
        found = self.cleaned_data
        return {
            "what": found["what"], "due_on": found["due_on"], "owner": found["post"],
            "owner_name": found["owner_name"],
        }  # fmt: skip


class EndActionForm(PortalForm):
    """How an action ended, with a word about it."""

    state = forms.ChoiceField(
        label=_("How it ended"), widget=forms.RadioSelect, initial=AgreedAction.State.DONE,
        choices=[
            (AgreedAction.State.DONE, _("Done")),
            (AgreedAction.State.DROPPED, _("Not needed any more")),
        ],
    )  # fmt: skip
    outcome = forms.CharField(label=_("What came of it"), required=False, max_length=300)
