"""Standards for teaching assistants in our own words, the school's job description and its areas.

The published standards date from June 2016 and are not law. The job description's codes are kept
exactly as written: only a school can say which published standard one of them means, and 4.6 has
no published counterpart.
"""

import datetime

from django.db import migrations

EFFECTIVE_FROM = datetime.date(2016, 6, 1)
THEMES = {
    "1": "Personal and professional conduct",
    "2": "Knowledge and understanding",
    "3": "Teaching and learning",
    "4": "Working with others",
}
PUBLISHED = {
    "1.1": "Live by the school's ethos and policies as a member of its staff",
    "1.2": "Show the attitudes and behaviour you hope for; keep good relationships with everyone",
    "1.3": "Keep pupils safe and well, as statutory guidance and school policy ask",
    "1.4": "Hold the values expected of teachers: respect for difference and for every culture",
    "1.5": "Keep improving your own practice by looking at it honestly",
    "2.1": "Help keep your knowledge current: reflect, ask leaders, name what you need to learn",
    "2.2": "Take the chances to gain the skills, qualifications and experience the role asks for",
    "2.3": "Know what each pupil needs; help adapt support and give it to the individual",
    "2.4": "Use what you know of subject and curriculum to help teachers and pupils",
    "2.5": "Know your part in the classroom and in the school, not only beside one pupil",
    "3.1": "Choose strategies on good grounds, so that teachers are helped and pupils achieve more",
    "3.2": "Bring every pupil into learning and into activities beyond lessons",
    "3.3": "Handle behaviour well and in the way the school has agreed",
    "3.4": "Help assess and plan: watch, note and report at the level of the role",
    "3.5": "Communicate clearly and kindly, in the way each pupil needs",
    "3.6": "Arrange room and resources so that learning is lively and safe",
    "4.1": "Work with professionals, parents and carers as partners",
    "4.2": "Together with the teacher, tell professionals of progress and worries",
    "4.3": "Pass on what you know, so that plans and decisions rest on it",
    "4.4": "Work closely with teachers, colleagues and specialist advisers",
    "4.5": "Share your understanding, so that support is chosen and changed on good grounds",
}
AREAS = (
    ("P", "Professional Practice", "Practice",
     "1.5 2.1 2.3 2.4 3.1 3.2 3.3 3.4 3.5 3.6 4.5 4.6"),
    ("O", "Professional Outcomes", "Outcomes", "1.5 2.2 2.4 3.1 3.4 3.5 4.1 4.5"),
    ("R", "Professional Relationships", "Relationships", "1.2 1.4 1.5 2.4 4.1 4.2 4.3 4.4 4.5"),
    ("D", "Professional Development", "Development", "1.5 2.1 2.3 4.3 4.4 4.5"),
    ("C", "Professional Conduct", "Conduct", "1.1 1.3 1.4 3.2 3.6 4.4"),
)  # fmt: skip
NO_COUNTERPART = "4.6"
#: What bands 1, 2 and 3 are expected to do in each area.
EXPECTATIONS = {
    "P": (
        "Over time, much of the work with pupils is good, though not yet all of it",
        "Over time, all of the work with pupils is good",
        "Over time, much of the work with pupils is an example to others",
    ),
    "O": (
        "Most pupils make the progress the school expects, with somebody beside this adult to help",
        "Most pupils engage and make the progress the school expects, without that help",
        "A good number of pupils engage and go further than the school expects",
    ),
    "R": (
        "Has good relationships with pupils, colleagues and parents",
        "Those relationships bring good progress for all groups, and practice is shared",
        "Gladly helps colleagues through the hard parts of their work",
    ),
    "D": (
        "Acts on advice from more experienced colleagues",
        "Finds out what to learn next and asks for advice without being told to",
        "Leads the development of others, so that pupils do better",
    ),
    "C": (
        "Meets what the standards for teaching assistants ask",
        "Meets what the standards ask and often does more",
        "Meets what the standards ask and shapes how others behave every day",
    ),
}


def seed(apps, schema_editor):
    """Add both frameworks, the five areas with their links, and edition 1 of fifteen cells."""
    _published(apps)
    cited = _job_description(apps)
    _areas(apps, cited)


def _published(apps):
    framework = apps.get_model("staff", "Framework").objects.create(
        code="ta-standards-2016",
        name="TA standards 2016",
        source="Professional standards for teaching assistants, June 2016, paraphrased; "
        "themes 3 and 4 unchecked",
    )
    standard = apps.get_model("staff", "Standard")
    for code, text in PUBLISHED.items():
        standard.objects.create(
            framework=framework, code=code, theme=THEMES[code[0]], text=text, match="published"
        )


def _job_description(apps):
    framework = apps.get_model("staff", "Framework").objects.create(
        code="school-jd-v1",
        name="School JD v1",
        source="The school's HLTA job description; codes as written",
    )
    standard = apps.get_model("staff", "Standard")
    codes = sorted({code for *_, cited in AREAS for code in cited.split()})
    return {
        code: standard.objects.create(
            framework=framework,
            code=code,
            theme=THEMES[code[0]],
            match="unmatched" if code == NO_COUNTERPART else "unconfirmed",
        )
        for code in codes
    }


def _areas(apps, cited):
    area_model = apps.get_model("staff", "Area")
    link = apps.get_model("staff", "AreaStandard")
    descriptor = apps.get_model("staff", "BandDescriptor")
    bands = {band.number: band for band in apps.get_model("staff", "Band").objects.all()}
    for order, (code, name, short_name, codes) in enumerate(AREAS, start=1):
        area = area_model.objects.create(code=code, name=name, short_name=short_name, order=order)
        for one in codes.split():
            link.objects.create(area=area, standard=cited[one])
        for number, text in enumerate(EXPECTATIONS[code], start=1):
            descriptor.objects.create(
                area=area, band=bands[number], text=text, effective_from=EFFECTIVE_FROM
            )


def unseed(apps, schema_editor):
    """Take the shared rows away again."""
    apps.get_model("staff", "BandDescriptor").objects.filter(school=None).delete()
    apps.get_model("staff", "Area").objects.all().delete()
    apps.get_model("staff", "Framework").objects.filter(school=None).delete()


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_seed_bands_and_pay")]

    operations = [migrations.RunPython(seed, unseed)]
