"""Forms of lead times, and of whose step it is."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.annual_reviews import RUNNERS
from pupils.models import AdultLink, Step, StepRule
from staff.access import Role
from staff.models import Post

ROLES = [("", _("Whoever runs the review or keeps the request"))] + [
    (role, Role(role).label) for role in (Role.SENCO, Role.ASSISTANT_SENCO, Role.HEAD, Role.DSL)
]


class StepRuleForm(PortalForm):
    """Days from the anchor, within law; days of warning; whose step it is."""

    offset_days = forms.IntegerField(label=_("Days from it"), min_value=-400, max_value=400)
    warn_days = forms.IntegerField(
        label=_("At risk this many days before"), min_value=0, max_value=200,
        help_text=_("From then on it stands under “At risk”, and its owner is reminded once."),
    )  # fmt: skip
    owner_role = forms.ChoiceField(label=_("Whose step it is"), choices=ROLES, required=False)

    def __init__(self, *args: Any, rule: StepRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        anchor = {"anchor": rule.get_anchor_display()}
        words = _now("Counted from %(anchor)s. A negative number lies before it.") % anchor
        if rule.law_offset is not None:
            law = {"days": rule.law_offset}
            words += (
                " " + _now("By law at the latest day %(days)s; an earlier day is allowed.") % law
            )
        self.fields["offset_days"].help_text = words
        if rule.who != StepRule.Who.SCHOOL:
            del self.fields["owner_role"], self.fields["offset_days"]

    def clean_offset_days(self) -> int:
        """Never after the day that law sets."""
        days = self.cleaned_data["offset_days"]
        if self.rule.law_offset is not None and days > self.rule.law_offset:
            words = _now("Law sets day %(days)s at the latest. Choose that day or an earlier one.")
            raise forms.ValidationError(words % {"days": self.rule.law_offset})
        return days

    @property
    def fields_chosen(self) -> dict[str, Any]:
        """All three, those that the form does not offer as they stand."""
        names = ("offset_days", "warn_days", "owner_role")
        return {name: self.chosen.get(name, getattr(self.rule, name)) for name in names}


class GiveStepForm(PortalForm):
    """Whose step it is from now on: somebody who works with the pupil, or runs reviews."""

    owner = forms.ModelChoiceField(label=_("Whose step it is"), queryset=None)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        links = AdultLink.objects.visible_to(self.person).current().filter(pupil=step.pupil_id)
        posts = Post.objects.visible_to(self.person).current().filter(school=step.school_id)
        known = Q(pk__in=links.values("post")) | Q(role__in=RUNNERS | {Role.HEAD, Role.DSL})
        found = posts.filter(known).select_related("person").order_by("person__full_name")
        self.fields["owner"].queryset = found
        self.fields["owner"].label_from_instance = lambda post: f"{post.person.full_name}, {post}"
