"""Seed kinds of plan, their sections and the prompts of sections of texts.

Letters of an education, health and care plan are those of the SEND Code of Practice 2015; what stands
in each is said in our own words. None of it has been compared with the text of the code, so no row has
a day of checking. Individual Support Plans were proposed in 2026 and are no law: seeded, and off.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2014, 9, 1)
PROPOSED = datetime.date(2026, 9, 1)
CODE = "SEND Code of Practice 2015, 9.62 to 9.69 (section letters, what each holds)"
GRADUATED = "SEND Code of Practice 2015, 6.44 to 6.56 (assess, plan, do, review)"
PAPER = "White Paper of 23 Feb 2026, a proposal and not law"
EHC, SUPPORT, ISP = "ehc", "sen-support", "isp"

# code, name, what it is for, issued by the authority, in cycles, months between reviews, on, from, source
KINDS = [
    (
        EHC, "EHC plan",
        "Education, health and care plan. The local authority issues it and must secure section F.",
        True, False, 12, True, SINCE,
        "Children and Families Act 2014, sections 37 to 44; SEND Regulations 2014, regulation 12",
    ),
    (
        SUPPORT, "SEN support plan",
        "What school does for a pupil on SEN support, in cycles of assess, plan, do and review.",
        False, True, None, True, SINCE, GRADUATED,
    ),
    (
        ISP, "Individual Support Plan",
        "Proposed for every pupil with SEND, made with parents and reviewed at least yearly. Switch it "
        "on when it becomes law or your school tries it.",
        False, False, 12, False, PROPOSED, PAPER,
    ),
]  # fmt: skip

# code, letter, title, what stands here, face, in the summary, each need must be met
EHC_SECTIONS = [
    ("ehc-a", "A", "Views, interests and aspirations",
     "Of the child or young person and of the parents, in their own words.", "texts", False, False),
    ("ehc-b", "B", "Special educational needs", "All of them, the main one first.", "needs", True, True),
    ("ehc-c", "C", "Health needs", "Those that have to do with the special educational needs.",
     "needs", False, False),
    ("ehc-d", "D", "Social care needs", "Those that have to do with the special educational needs.",
     "needs", False, False),
    ("ehc-e", "E", "Outcomes",
     "What the pupil will be able to do, by when. From Year 9 for life as an adult as well.",
     "outcomes", True, False),
    ("ehc-steps", "E", "Shorter steps",
     "Set by the school on the way to each outcome, with how each is known to be reached.",
     "steps", True, False),
    ("ehc-f", "F", "Special educational provision",
     "For each need and outcome: what, who, how often, how long, for how many.", "provision", True, False),
    ("ehc-g", "G", "Health provision", "What health services provide.", "provision", False, False),
    ("ehc-h1", "H1", "Social care provision, under 18",
     "What must be made under section 2 of the Chronically Sick and Disabled Persons Act 1970.",
     "provision", False, False),
    ("ehc-h2", "H2", "Other social care provision", "Any other, linked to the needs.",
     "provision", False, False),
    ("ehc-i", "I", "Placement", "Name and type of the setting, or the type alone.", "texts", False, False),
    ("ehc-j", "J", "Personal budget", "What it buys, how it is paid, for which outcomes.",
     "budget", False, False),
    ("ehc-k", "K", "Advice and information", "Each report that was gathered, with its author and day.",
     "advice", False, False),
]  # fmt: skip
SUPPORT_SECTIONS = [
    ("support-assess", "", "Assess", "What is known so far, and what the pupil and the parents say.",
     "texts", False, False),
    ("support-needs", "", "Needs", "The main one first.", "needs", True, True),
    ("support-outcomes", "", "Outcomes", "What the pupil will be able to do, by when.",
     "outcomes", True, False),
    ("support-steps", "", "Targets of this cycle", "Where it starts, and how it is known to be reached.",
     "steps", True, False),
    ("support-class", "", "In every lesson", "What adults do in class, and what it should change.",
     "texts", True, False),
    ("support-provision", "", "Provision", "What is additional: who, how often, how long, for how many.",
     "provision", True, False),
]  # fmt: skip
ISP_SECTIONS = [
    ("isp-views", "", "Views of the pupil and the parents", "In their own words.", "texts", False, False),
    ("isp-needs", "", "Needs", "The main one first.", "needs", True, True),
    ("isp-outcomes", "", "Outcomes", "What the pupil will be able to do, by when.",
     "outcomes", True, False),
    ("isp-steps", "", "Shorter steps", "On the way to each outcome.", "steps", True, False),
    ("isp-class", "", "Universal offer", "What every lesson does for this pupil.", "texts", True, False),
    ("isp-provision", "", "Targeted and specialist provision",
     "What is additional: who, how often, how long, for how many.", "provision", True, False),
    ("isp-advice", "", "Advice it rests on", "Each report with its author and day.",
     "advice", False, False),
]  # fmt: skip
SECTIONS = [
    (EHC, EHC_SECTIONS, SINCE, CODE),
    (SUPPORT, SUPPORT_SECTIONS, SINCE, GRADUATED),
    (ISP, ISP_SECTIONS, PROPOSED, PAPER),
]
# section, code, label, hint
PROMPTS = [
    ("ehc-a", "child", "Views and interests of the child or young person", "Written as they said or showed it."),
    ("ehc-a", "hopes", "Aspirations for the future", "Work, learning, home, friends, health."),
    ("ehc-a", "parents", "Views of the parents", "As they said it."),
    ("ehc-a", "history", "History", "What matters of the story so far."),
    ("ehc-a", "communicate", "How to communicate with the child or young person",
     "And how they took part in this plan."),
    ("ehc-i", "name", "Name of the school or other setting", "Empty where only the type is named."),
    ("ehc-i", "type", "Type of school or other setting", ""),
    ("support-assess", "teachers", "What teachers see", "In class and in assessments."),
    ("support-assess", "data", "Attainment, progress, behaviour, attendance", "With the day of each figure."),
    ("support-assess", "pupil", "What the pupil says", ""),
    ("support-assess", "parents", "What the parents say", ""),
    ("support-assess", "advice", "What specialists advise", "Who, and when."),
    ("support-class", "class", "What adults do in every lesson", ""),
    ("support-class", "impact", "What we expect it to change", "So that the review can tell."),
    ("isp-views", "pupil", "What the pupil says", ""),
    ("isp-views", "parents", "What the parents say", ""),
    ("isp-class", "class", "What adults do in every lesson", ""),
]  # fmt: skip


def seed(apps, schema_editor):
    """Add the shared rows."""
    kind, section, prompt = (
        apps.get_model("pupils", name) for name in ("PlanKind", "PlanSection", "PlanPrompt")
    )
    kind.objects.bulk_create(
        kind(
            code=code, name=name, about=about, is_statutory=statutory, has_cycles=cycles,
            review_months=months, is_on=on, valid_from=since, source=source, order=order,
        )
        for order, (code, name, about, statutory, cycles, months, on, since, source) in enumerate(KINDS)
    )  # fmt: skip
    section.objects.bulk_create(
        section(
            kind_code=of, code=code, letter=letter, title=title, hint=hint, face=face,
            is_summary=summary, is_educational=educational, valid_from=since, source=source, order=order,
        )
        for of, rows, since, source in SECTIONS
        for order, (code, letter, title, hint, face, summary, educational) in enumerate(rows)
    )  # fmt: skip
    prompt.objects.bulk_create(
        prompt(section_code=of, code=code, label=label, hint=hint, order=order)
        for order, (of, code, label, hint) in enumerate(PROMPTS)
    )


def unseed(apps, schema_editor):
    """Take the shared rows away again; schools keep their own."""
    for name in ("PlanKind", "PlanSection"):
        apps.get_model("pupils", name).objects.filter(school=None).delete()
    apps.get_model("pupils", "PlanPrompt").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pupils", "0010_add_plans")]

    operations = [migrations.RunPython(seed, unseed)]
