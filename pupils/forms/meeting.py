"""Forms of meetings: the plan, the minutes item by item with who came, a correction, and the filters."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.forms.fields import DayField
from pupils.models import Attendee, Meeting, Pupil, TalkKind
from staff.models import Post

MOST_ITEMS = 20
OTHERS, ITEMS = "others", "items"
TITLE_LENGTH = 120


class PlanForm(PortalForm):
    """When, where, who leads, which of the staff are asked, and the agenda."""

    on = DayField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        initial=datetime.time(15, 30),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=45)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    lead = forms.ChoiceField(label=_("Led by"))
    is_pupil_asked = forms.BooleanField(label=_("The pupil is asked"), required=False, initial=True)
    staff = forms.MultipleChoiceField(
        label=_("Staff who are asked"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agenda = forms.CharField(
        label=_("Agenda"), max_length=2000, required=False, widget=forms.Textarea({"rows": 7}),
        help_text=_("One item a line, in order."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: TalkKind, pupil: Pupil, posts: list[tuple[int, str]],
        about: Meeting | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind, self.pupil = kind, pupil
        choices = [(str(pk), name) for pk, name in posts]
        self.fields["lead"].choices = choices
        self.fields["staff"].choices = choices
        if about:
            self._fill(about)
        else:
            self.initial["agenda"] = "\n".join(kind.items)

    def _fill(self, about: Meeting) -> None:
        at = timezone.localtime(about.starts_at)
        people = list(about.people.all())
        self.initial |= {
            "on": at.date(), "time": at.time(), "minutes": about.minutes, "place": about.place,
            "lead": str(about.lead_id), "version": about.version,
            "agenda": "\n".join(item.title for item in about.items.all()),
            "is_pupil_asked": any(one.kind == Attendee.Kind.PUPIL for one in people),
            "staff": [str(one.post_id) for one in people if one.post_id],
        }  # fmt: skip

    def clean_agenda(self) -> list[str]:
        """The lines that hold an item, each once."""
        lines = [line.strip() for line in self.cleaned_data["agenda"].splitlines()]
        items = list(dict.fromkeys(line for line in lines if line))
        if len(items) > MOST_ITEMS:
            raise ValidationError(_("At most %(most)s items.") % {"most": MOST_ITEMS})
        if any(len(item) > TITLE_LENGTH for item in items):
            raise ValidationError(
                _("An item has at most %(most)s characters.") % {"most": TITLE_LENGTH}
            )
        return items

    @property
    def written(self) -> dict[str, Any]:
        """The fields of the meeting."""
        found = self.cleaned_data
        starts = datetime.datetime.combine(
            found["on"], found["time"], tzinfo=timezone.get_current_timezone()
        )
        lead = Post.objects.visible_to(self.person).get(pk=int(found["lead"]))
        return {
            "kind": self.kind, "starts_at": starts, "minutes": found["minutes"],
            "place": found["place"], "lead": lead,
        }  # fmt: skip

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The pupil and the staff who are asked; whoever leads is among them."""
        found = self.cleaned_data
        rows: list[dict[str, Any]] = []
        if found["is_pupil_asked"]:
            rows.append({"kind": Attendee.Kind.PUPIL, "name": self.pupil.name})
        keys = {int(pk) for pk in [*found["staff"], found["lead"]]}
        posts = Post.objects.visible_to(self.person).filter(pk__in=keys).select_related("person")
        return rows + [
            {
                "kind": Attendee.Kind.STAFF, "name": post.person.full_name, "role": post.label,
                "post": post,
            }
            for post in posts.order_by("person__full_name")
        ]  # fmt: skip


class OtherRow(PlainForm):
    """Somebody from outside the school; an empty row is nobody."""

    kind = forms.ChoiceField(
        label=_("Who"), required=False,
        choices=[
            choice for choice in Attendee.Kind.choices
            if choice[0] in (Attendee.Kind.CARER, Attendee.Kind.PROFESSIONAL, Attendee.Kind.OTHER)
        ],
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    role = forms.CharField(label=_("Relation or role"), required=False, max_length=80)


class OtherRows(PlainFormSet):
    """Families and professionals who are asked."""

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Rows with a name."""
        rows = (form.cleaned_data for form in self.forms)
        return [{**row, "kind": row["kind"] or "other"} for row in rows if row.get("name")]


OtherFormSet = forms.formset_factory(
    OtherRow, formset=OtherRows, extra=2, max_num=12, validate_max=True
)


class ItemRow(PlainForm):
    """What was written about one item; a row without a title is none."""

    title = forms.CharField(label=_("Item"), required=False, max_length=TITLE_LENGTH)
    notes = forms.CharField(
        label=_("What was said"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    decision = forms.CharField(label=_("What was decided"), required=False, max_length=500)
    staff_notes = forms.CharField(
        label=_("For staff only"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2}), help_text=_("Stands on no paper that leaves the school."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Words belong to an item."""
        found = super().clean()
        words = [found.get(name) for name in ("notes", "decision", "staff_notes")]
        if any(words) and not found.get("title"):
            self.add_error("title", _("Say which item this is about."))
        return found


class ItemRows(PlainFormSet):
    """The minutes."""

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Rows with a title, in order."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]


ItemFormSet = forms.formset_factory(
    ItemRow, formset=ItemRows, extra=1, max_num=MOST_ITEMS + 1, validate_max=True
)


class CameForm(PortalForm):
    """Who came: one choice for each person asked."""

    def __init__(self, *args: Any, people: list[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            self.fields[f"came_{one.pk}"] = forms.ChoiceField(
                label=str(one), required=False, choices=Attendee.Came.choices, initial=one.came
            )

    @property
    def rows(self) -> list[Any]:
        """The fields to draw."""
        return [self[f"came_{one.pk}"] for one in self.people]

    @property
    def came(self) -> dict[int, str]:
        """What was chosen, by key of the person."""
        return {one.pk: self.cleaned_data.get(f"came_{one.pk}", "") for one in self.people}


class CorrectMinutesForm(PortalForm):
    """Why signed minutes are corrected."""

    reason = forms.CharField(
        label=_("Why they are corrected"), max_length=200,
        help_text=_("The signed version stays as it is; the new one names it and is signed again."),
    )  # fmt: skip


class MeetingFilterForm(PlainForm):
    """Filters of the list of meetings."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    mine = forms.BooleanField(label=_("Led by me"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Any")), *kinds]
