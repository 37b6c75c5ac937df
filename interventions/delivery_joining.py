"""Where delivery and the golden thread join the lower floors: pages of a plan, menu, record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from interventions import policies
from interventions.models import LineDelivery, ThreadRule
from pupils import plan_page
from staff import book_values, navigation


def join() -> None:
    """Called once, when the app is ready."""
    plan_page.add_page(
        plan_page.Page(_("Promised and delivered"), "plan_delivery", "chart", policies.see_delivery)
    )
    navigation.add(
        navigation.Item(
            _("Golden thread"), "golden_thread", 37, reads_threads,
            _("Needs, outcomes, provision, sessions, reviews: where a plan’s thread is broken"),
            more=True,
        )
    )  # fmt: skip
    book_values.leave_out(LineDelivery._meta.label_lower, "key")
    book_values.name_records(ThreadRule._meta.label_lower, _rules)


def reads_threads(person: Any) -> bool:
    """True for whoever may open the golden thread."""
    return not policies.see_golden_thread(person)


def _rules(_person: Any, keys: Any) -> dict[int, str]:
    return dict(ThreadRule.objects.filter(pk__in=keys).values_list("pk", "name"))
