"""What came in about a session: the head of the log, one mark per pupil, and changes to its time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PortalForm
from interventions.forms.draft import MARK, prefix_of, saved_head, saved_mark
from interventions.models import Attendance, Session
from interventions.sheet import Line

MOST_MINUTES = 240


class LogForm(PortalForm):
    """The whole group: how the session went, minutes, step reached, and why it is logged so late."""

    AS_PLANNED, SAVE, NOT_DELIVERED = "as_planned", "save", "not_delivered"

    minutes = forms.IntegerField(
        label=_("Minutes delivered"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    step = forms.CharField(label=_("Step reached"), max_length=120, required=False)
    late_reason = forms.CharField(
        label=_("Why it is logged so late"), max_length=200, required=False
    )
    takes_back = forms.BooleanField(label=_("Takes back what was changed"), required=False)

    def __init__(self, *args: Any, is_late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late_reason"].required = is_late


class NotDeliveredForm(PortalForm):
    """Why a session did not take place, and whether it should be caught up."""

    reason = forms.ChoiceField(label=_("Why not"), choices=Session.Reason.choices)
    reason_note = forms.CharField(label=_("More about it"), max_length=200, required=False)
    wants_catch_up = forms.BooleanField(label=_("Ask for a catch-up session"), required=False)
    late_reason = forms.CharField(
        label=_("Why it is logged so late"), max_length=200, required=False
    )

    def __init__(self, *args: Any, is_late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late_reason"].required = is_late


class MarkForm(PlainForm):
    """One pupil. As planned means: here, for all the minutes of the session, and nothing to add."""

    code = forms.ChoiceField(
        label=_("Attendance"), choices=[("P", _("Here")), ("L", _("Part")), ("A", _("Absent"))],
        initial="P",
    )  # fmt: skip
    why = forms.ChoiceField(
        label=_("Why absent"),
        choices=[(code, code.label) for code in Attendance.Code if code not in Attendance.TOOK_PART],
        initial="A", required=False,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes here"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    engagement = forms.TypedChoiceField(
        label=_("Engagement"), help_text=_("1 refused, 5 fully absorbed"), coerce=int,
        choices=[(number, str(number)) for number in range(1, 6)], required=False, empty_value=None,
    )  # fmt: skip
    prompt = forms.TypedChoiceField(
        label=_("Most help needed"), choices=Attendance.Prompt.choices, coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    trials_right = forms.IntegerField(
        label=_("Trials right"), min_value=0, max_value=1000, required=False
    )
    trials_of = forms.IntegerField(
        label=_("Trials in all"), min_value=1, max_value=1000, required=False
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    has_concern = forms.BooleanField(label=_("Tell the leader of the group"), required=False)

    def __init__(
        self, *args: Any, line: Line, session: Session, session_minutes: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=prefix_of(session, line.place.pk), **kwargs)
        self.line = line
        self.session_minutes = session_minutes

    @property
    def trials(self) -> int | None:
        """Out of how many trials: what the place says, else what was used last time."""
        last = self.line.last
        return self.line.place.trials_of or (last.trials_of if last else None)

    @property
    def state(self) -> str:
        """How the row is shown: planned, changed or absent."""
        if self["code"].value() == "A":
            return "absent"
        changed = any(
            str(self[name].value() or "") not in ("", rest, "False")
            for name, rest in MARK.items()
            if name != "why"
        )
        return "changed" if changed else "planned"

    def clean(self) -> dict[str, Any]:
        """Minutes for a pupil who was here in part; trials right never more than trials."""
        cleaned = super().clean() or {}
        if cleaned.get("code") == "L" and "minutes" not in self.errors:
            self._check_part(cleaned)
        right, of = cleaned.get("trials_right"), cleaned.get("trials_of") or self.trials
        if right is not None and of is None:
            self.add_error("trials_of", _("Out of how many?"))
        elif right is not None and right > of:
            self.add_error("trials_right", _("This is more than the %(of)s trials.") % {"of": of})
        return cleaned

    def _check_part(self, cleaned: dict[str, Any]) -> None:
        minutes = cleaned.get("minutes")
        if not minutes:
            self.add_error("minutes", _("How many minutes was the pupil here?"))
        elif minutes > self.session_minutes:
            self.add_error(
                "minutes",
                _("The session was %(minutes)s minutes long.") % {"minutes": self.session_minutes},
            )

    def mark(self) -> Attendance:
        """The mark as it would be saved; a pupil who was not there has no minutes and no results."""
        chosen, place = self.cleaned_data, self.line.place
        mark = Attendance(
            school_id=place.school_id, place_id=place.pk, pupil_id=place.pupil_id,
            code=chosen["code"], note=chosen["note"], next_step=chosen["next_step"],
            has_concern=chosen["has_concern"],
        )  # fmt: skip
        if mark.code == Attendance.Code.ABSENT:
            mark.code = chosen["why"] or Attendance.Code.ABSENT
            return mark
        mark.minutes = chosen["minutes"] if mark.code == "L" else self.session_minutes
        mark.engagement, mark.prompt = chosen["engagement"], chosen["prompt"]
        if chosen["trials_right"] is not None:
            mark.trials_right = chosen["trials_right"]
            mark.trials_of = chosen["trials_of"] or self.trials
        return mark


class Sheet:
    """The whole log of one session: its head and one form per pupil, bound or filled from a draft."""

    def __init__(
        self, session: Session, lines: Sequence[Line], *, data: Mapping | None = None,
        typed: Mapping[str, Any] | None = None, person: Any = None, is_late: bool = False,
    ) -> None:  # fmt: skip
        typed = typed or {}
        self.session = session
        head = saved_head(session) | dict(typed.get("head", {})) | {"version": session.version}
        self.head = LogForm(
            data, initial=head, person=person, is_late=is_late, auto_id=f"s{session.pk}_%s"
        )
        minutes = session.minutes
        if data is not None and self.head.is_valid():
            minutes = self.head.cleaned_data["minutes"] or session.minutes
        marks = typed.get("marks", {})
        self.rows = [
            MarkForm(
                data, line=line, session=session, session_minutes=minutes,
                initial=MARK | saved_mark(line.mark) | dict(marks.get(str(line.place.pk), {})),
            )
            for line in lines
        ]  # fmt: skip
        self.is_restored = bool(typed)

    def is_valid(self) -> bool:
        """Whether the head and every mark can be saved."""
        return all([self.head.is_valid(), *[row.is_valid() for row in self.rows]])

    def marks(self) -> dict[int, Attendance]:
        """The marks to save, by place."""
        return {row.line.place.pk: row.mark() for row in self.rows}

    @property
    def errors(self) -> bool:
        """Whether anything is wrong, for the summary above the form."""
        return bool(self.head.errors or any(row.errors for row in self.rows))

    @property
    def changed(self) -> int:
        """How many pupils are not as planned, and one more if the session itself is not."""
        head = self.head
        of_group = str(head["minutes"].value() or "") not in ("", str(self.session.minutes))
        rows = sum(row.state != "planned" for row in self.rows)
        return rows + (of_group or bool(head["step"].value()))

    @property
    def count(self) -> int:
        """Pupils on the sheet."""
        return len(self.rows)
