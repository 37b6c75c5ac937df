"""The contact log over several pupils: find, filter, print, export; and whose home nobody has reached."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.policy import require
from pupils import contacts as reads
from pupils import policies
from pupils.actions import export as actions
from pupils.forms.contact import ContactFilterForm
from pupils.models import ContactNote, Pupil
from pupils.models.contact import CONTACT_READERS
from pupils.quiet import quiet_rows
from pupils.schools import school_of
from pupils.views.talk import file_of, kind_of
from staff.listing import page_of

MOST_PRINTED = 1_000


@login_required
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """A page of the notes that the person may see, as the query string asks."""
    person = request.user
    require(policies.see_contact_log(person))
    form = _filters(request)
    wanted = form.wanted
    page = page_of(reads.rows(person, wanted), request.GET)
    _note_looks(request, list(page))
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "kept": [(name, value) for name, value in form.data.items() if name not in ("q", "page")],
        "tabs": tabs_of(request, "contacts"), "chips": _chips(form),
        "count": _count_words(page.paginator.count), "order": reads.SORTED_BY[wanted.sort],
        "export_reason": policies.export_contacts(person),
    }  # fmt: skip
    return render(request, "pupils/contacts.html", context)


@login_required
@require_safe
def print_contacts(request: HttpRequest) -> HttpResponse:
    """Every note that matches on one plain page, made for paper."""
    require(policies.see_contact_log(request.user))
    form = _filters(request)
    found = list(reads.rows(request.user, form.wanted)[:MOST_PRINTED])
    _note_looks(request, found)
    context = {"notes": found, "filters": _filter_words(form), "count": _count_words(len(found))}
    return render(request, "pupils/print_contacts.html", context)


@login_required
@require_POST
def export_contacts(request: HttpRequest) -> HttpResponse:
    """CSV or XLSX of exactly the notes that match, of the schools whose whole log the person reads."""
    person = request.user
    require(policies.export_contacts(person))
    form = _filters(request)
    readable = person.access.schools_as(*CONTACT_READERS)
    found = list(reads.rows(person, form.wanted).filter(school__in=readable))
    school = school_of(person)
    if school.pk not in readable and found:
        school = found[0].school
    actions.export_contacts(
        by=person,
        school=school,
        kind=kind_of(request),
        filters=_filter_words(form),
        count=len(found),
    )
    headings = [
        _("Surname"), _("Forename"), _("Form"), _("Day"), _("Time"), _("With"), _("Name"),
        _("Relation or role"), _("Who began"), _("How"), _("Reached"), _("About"),
        _("What was said"), _("What was agreed"), _("Written by"), _("Version"),
    ]  # fmt: skip
    return file_of(
        request, _("Contact log"), _filter_words(form), headings, map(_cells, found),
        count=_count_words(len(found)), name="contact-log",
    )  # fmt: skip


@login_required
@require_safe
def quiet_pupils(request: HttpRequest) -> HttpResponse:
    """Pupils on the register whose home has not been reached for longer than the school's weeks."""
    require(policies.see_quiet_pupils(request.user))
    everybody = request.GET.get("show") == "all"
    rows = quiet_rows(request.user, everybody=everybody)
    over = sum(row.silence.is_over for row in rows)
    context = {
        "rows": rows, "over": over, "everybody": everybody,
        "tabs": tabs_of(request, "quiet_pupils"),
        "rules_reason": policies.see_talk_rules(request.user),
    }  # fmt: skip
    return render(request, "pupils/quiet_pupils.html", context)


@login_required
@require_safe
def choose_contact_pupil(request: HttpRequest) -> HttpResponse:
    """Find the pupil whom a new note is about."""
    require(policies.see_contact_log(request.user))
    words = request.GET.get("q", "").strip()[:80]
    found = Pupil.objects.visible_to(request.user).known_to(request.user).on_roll().matching(words)
    page = page_of(found if words else found.none(), request.GET)
    return render(request, "pupils/choose_contact_pupil.html", {"q": words, "page": page})


def tabs_of(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The pages of talking with families that the person may open."""
    person = request.user
    pages = [
        ("contacts", _("Contact log"), policies.see_contact_log),
        ("quiet_pupils", _("No contact home"), policies.see_quiet_pupils),
        ("agreed_actions", _("Actions"), policies.see_agreed_actions),
    ]
    return [
        {"label": label, "url": reverse(name), "is_current": name == current, "count": None}
        for name, label, policy in pages
        if not policy(person)
    ]


def _filters(request: HttpRequest) -> ContactFilterForm:
    return ContactFilterForm(request.GET.copy(), kinds=reads.kinds_in_sight(request.user))


def _note_looks(request: HttpRequest, notes: list[ContactNote]) -> None:
    schools = {note.pupil_id: note.school_id for note in notes}
    reason = _("list of contacts")
    audit.looked_at_each(by=request.user, page="contacts", reason=reason, school_ids=schools)


def _cells(note: ContactNote) -> list[Any]:
    at = timezone.localtime(note.at)
    return [
        note.pupil.last_name, note.pupil.first_name, note.pupil.form, at.date(), f"{at:%H:%M}",
        note.get_who_kind_display(), note.who_name, note.who_role, note.get_direction_display(),
        note.get_way_display(), note.get_reach_display(), note.about.name, note.said, note.agreed,
        note.by.full_name, note.number,
    ]  # fmt: skip


def _chips(form: ContactFilterForm) -> list[dict[str, Any]]:
    """A chip for each filter that is on; its address takes the filter off."""
    made = []
    for name, label, value in form.chosen:
        query = form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        made.append({"label": label, "value": value, "url": f"?{query.urlencode()}"})
    return made


def _count_words(count: int) -> str:
    return ngettext("%(count)s note", "%(count)s notes", count) % {"count": count}


def _filter_words(form: ContactFilterForm) -> str:
    return "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")
