"""A pupil's profile as a paper: one side of A4, the pupil's voice first (domain.md 4.1).

Without ``is_full`` it is for cover staff and visitors: no status, needs, alerts or date of birth.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.paper import PDF_TYPE, Block, Facts, Heading, Lines, Paper
from core.paper_pdf import pdf
from pupils.comparing import TAGS, Line
from pupils.digest import readable
from pupils.models import PaperRun, Profile, ProfileStrategy, Pupil
from pupils.needs import short_name
from pupils.paper_kinds import Kind, LeftOut, Made, Parts
from pupils.policies import make_profiles
from pupils.profiles import lines_by_profile, review_state

PROFILES = "profiles"
_DAY = "j M Y"


def profile_paper(
    pupil: Pupil, profile: Profile, lines: Sequence[Line], *, by: Any, is_full: bool
) -> Paper:
    """One version of a profile; ``pupil.school`` is read."""
    heads = [_place(pupil)] + ([_("born %(day)s") % {"day": _on(pupil.born_on)}] if is_full else [])
    return Paper(
        title=_("Profile of %(name)s") % {"name": pupil.name}, line=", ".join(filter(None, heads)),
        school=pupil.school.name, made_by=by.full_name, made_at=timezone.now(), is_one_side=True,
        marking=_marking(is_full),
        blocks=[
            *_head(pupil, is_full), *_voice(profile), *_strategies(lines, is_full), *_foot(profile)
        ],
    )  # fmt: skip


def _marking(is_full: bool) -> str:
    if is_full:
        return _("Confidential: for adults who work with this pupil. Do not leave it in a room.")
    return _("For adults who work with this pupil today. Give it back or destroy it afterwards.")


def _place(pupil: Pupil) -> str:
    year = _("Year %(year)s") % {"year": pupil.year_group} if pupil.year_group else ""
    form = _("form %(form)s") % {"form": pupil.form} if pupil.form else ""
    return ", ".join(filter(None, [year, form]))


def _on(day: Any) -> str:
    return format_date(day, _DAY) if day else ""


def _head(pupil: Pupil, is_full: bool) -> list[Block]:
    if not is_full:
        return []
    needs = [short_name(code) for code in (pupil.main_need, pupil.second_need) if code]
    alerts = [
        words
        for is_set, words in (
            (pupil.has_medical_flag, _("Medical alert")),
            (pupil.is_looked_after, _("Looked after")),
            (pupil.has_eal, _("English as an additional language")),
        )
        if is_set
    ]
    rows = [(_("SEN"), pupil.get_sen_code_display())]
    rows += [(_("Needs, main one first"), ", ".join(needs))] if needs else []
    rows += [(_("Alerts"), ", ".join(alerts))] if alerts else []
    return [Facts(rows)]


def _voice(profile: Profile) -> list[Block]:
    said = [
        (str(Profile._meta.get_field(name).verbose_name), words)
        for name, words in profile.voice.items()
    ]
    return [Heading(_("In my own words")), Facts(said)]


def _strategies(lines: Sequence[Line], is_full: bool) -> list[Block]:
    labels, blocks = dict(ProfileStrategy.Tag.choices), []
    for tag in TAGS:
        texts = [_strategy(line, is_full) for line in lines if line.tag == tag]
        if texts:
            blocks += [Heading(str(labels[tag])), Lines(texts)]
    return blocks


def _strategy(line: Line, is_full: bool) -> str:
    return f"{line.text} ({short_name(line.need)})" if is_full and line.need else line.text


def _foot(profile: Profile) -> list[Block]:
    """Version, agreements, review."""
    rows = [(_("Version"), _("%(number)s, from %(day)s") % _version(profile))]
    agreed = (
        (_("Agreed by the pupil"), profile.pupil_agreed_on, profile.get_pupil_agreed_how_display()),
        (
            _("Agreed by a parent or carer"), profile.parent_agreed_on,
            profile.get_parent_agreed_how_display(),
        ),
    )  # fmt: skip
    rows += [(label, f"{_on(on)}, {how}" if on else _("Not yet")) for label, on, how in agreed]
    return [
        Heading(_("About this profile")),
        Facts([*rows, (_("Review"), review_state(profile)[1])]),
    ]


def _version(profile: Profile) -> dict[str, Any]:
    day = _on(profile.starts_on) or _("not in force")
    return {"number": profile.number, "day": day}


def _make(person: Any, run: PaperRun, pupils: Sequence[Pupil]) -> Parts:
    """The profiles in force of a handful of pupils: three queries."""
    keys = [pupil.pk for pupil in pupils]
    may_read = set(readable(person).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    current = Profile.objects.visible_to(person).current().filter(pupil__in=may_read)
    profiles = {one.pupil_id: one for one in current}
    lines = lines_by_profile(one.pk for one in profiles.values())
    made: Parts = {}
    for pupil in pupils:
        profile = profiles.get(pupil.pk)
        if profile:
            made[pupil.pk] = profile_paper(
                pupil, profile, lines.get(profile.pk, []), by=person, is_full=run.is_full
            )
        elif pupil.pk in may_read:
            made[pupil.pk] = LeftOut(_("No profile is in force."))
        else:
            made[pupil.pk] = LeftOut(_("This profile is for the adults who work with the pupil."))
    return made


def _whole(run: PaperRun, parts: Sequence[tuple[Pupil, Paper]]) -> Made:
    day = timezone.localdate().isoformat()
    return Made(pdf([paper for _pupil, paper in parts]), PDF_TYPE, f"profiles-{day}.pdf")


KIND = Kind(
    PROFILES, gettext_lazy("Profiles as PDF"), gettext_lazy("Profile put into a file"),
    make_profiles, _make, _whole,
)  # fmt: skip
