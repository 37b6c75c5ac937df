"""A saved view: its name, whom it is shared with, whether the page opens with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.models import SavedView
from staff.access import WHOLE_SCHOOL, Role

SHARED_WITH = [*sorted(WHOLE_SCHOOL), Role.HLTA, Role.TA, Role.TEACHER]


class SaveViewForm(PortalForm):
    """Name, role and default; sharing is offered only to those who may share."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    role = forms.ChoiceField(label=_("Share with"), required=False)
    is_default = forms.BooleanField(label=_("Open the page with this view"), required=False)

    def __init__(
        self, *args: Any, may_share: bool, view: SavedView | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        shown = [(Role(role).value, Role(role).label) for role in dict.fromkeys(SHARED_WITH)]
        self.fields["role"].choices = [("", _("Nobody, only me")), *shown]
        if not may_share:
            del self.fields["role"]
        if view:
            for name in set(self.fields) & {"name", "role", "is_default"}:
                self.fields[name].initial = getattr(view, name)
