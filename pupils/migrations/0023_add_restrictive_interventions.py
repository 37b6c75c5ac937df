"""Restrictive interventions: the legal record, its rows, the report to parents, and numbers as data."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0022_add_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RestrictiveIntervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "To finish"),
                            ("ready", "Waiting for sign-off"),
                            ("signed", "Signed off"),
                        ],
                        default="draft",
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.TimeField(verbose_name="from")),
                ("until", models.TimeField(blank=True, null=True, verbose_name="until")),
                (
                    "before",
                    models.TextField(blank=True, max_length=4000, verbose_name="what came before"),
                ),
                (
                    "tried",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what was tried first"
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="why it was necessary"
                    ),
                ),
                (
                    "account",
                    models.TextField(blank=True, max_length=4000, verbose_name="what was done"),
                ),
                ("is_restraint", models.BooleanField(default=False, verbose_name="restraint")),
                (
                    "restraint_from",
                    models.TimeField(blank=True, null=True, verbose_name="restraint from"),
                ),
                (
                    "restraint_until",
                    models.TimeField(blank=True, null=True, verbose_name="restraint until"),
                ),
                ("is_seclusion", models.BooleanField(default=False, verbose_name="seclusion")),
                (
                    "seclusion_from",
                    models.TimeField(blank=True, null=True, verbose_name="seclusion from"),
                ),
                (
                    "seclusion_until",
                    models.TimeField(blank=True, null=True, verbose_name="seclusion until"),
                ),
                (
                    "witnesses",
                    models.CharField(blank=True, max_length=300, verbose_name="other witnesses"),
                ),
                (
                    "injuries_checked",
                    models.BooleanField(
                        default=False, verbose_name="everybody was checked for injuries"
                    ),
                ),
                (
                    "plan",
                    models.CharField(
                        choices=[
                            ("none", "There was no plan"),
                            ("followed", "The plan was followed"),
                            ("partly", "The plan was followed in part"),
                            ("not", "The plan was not followed"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="plan",
                    ),
                ),
                (
                    "plan_words",
                    models.TextField(blank=True, max_length=4000, verbose_name="about the plan"),
                ),
                (
                    "plan_review_on",
                    models.DateField(blank=True, null=True, verbose_name="plan looked at again by"),
                ),
                (
                    "pupil_debrief",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="talk with the pupil"
                    ),
                ),
                (
                    "pupil_debrief_on",
                    models.DateField(blank=True, null=True, verbose_name="talk with the pupil on"),
                ),
                (
                    "staff_debrief",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="talk with the staff"
                    ),
                ),
                (
                    "staff_debrief_on",
                    models.DateField(blank=True, null=True, verbose_name="talk with the staff on"),
                ),
                ("age", models.PositiveSmallIntegerField(verbose_name="age")),
                ("sen_code", models.CharField(max_length=1, verbose_name="SEN")),
                ("main_need", models.CharField(blank=True, max_length=5, verbose_name="main need")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="sex")),
                (
                    "ethnicity",
                    models.CharField(blank=True, max_length=4, verbose_name="ethnicity code"),
                ),
                ("year_group", models.CharField(blank=True, max_length=2, verbose_name="year")),
                (
                    "is_looked_after",
                    models.BooleanField(default=False, verbose_name="looked after"),
                ),
                (
                    "is_disabled",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="disabled",
                    ),
                ),
                (
                    "has_protection_plan",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="child protection plan",
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed off"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.incident",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.behaviourchoice",
                        verbose_name="place",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictives",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "restrictive intervention",
                "ordering": ["-on", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ParentReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="told")),
                (
                    "told_whom",
                    models.CharField(blank=True, max_length=120, verbose_name="who was told"),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "by telephone"),
                            ("person", "in person"),
                            ("written", "in writing"),
                        ],
                        max_length=7,
                        verbose_name="how",
                    ),
                ),
                (
                    "copy_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="copy of the record sent"),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="what was said, also by the parent",
                    ),
                ),
                ("is_withheld", models.BooleanField(default=False, verbose_name="withheld")),
                (
                    "withheld_why",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="why it is withheld"
                    ),
                ),
                (
                    "la_informed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="local authority informed"
                    ),
                ),
                ("is_sealed", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parent_report",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InterventionPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("led", "led it"),
                            ("took", "took part"),
                            ("watched", "supervised"),
                            ("saw", "saw it"),
                        ],
                        max_length=7,
                        verbose_name="part",
                    ),
                ),
                ("role", models.CharField(max_length=80, verbose_name="role")),
                ("training", models.CharField(blank=True, max_length=120, verbose_name="training")),
                ("trained_on", models.DateField(blank=True, null=True, verbose_name="trained on")),
                ("is_sealed", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InterventionNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("dsl", "Designated safeguarding lead"),
                            ("lado", "LADO"),
                            ("la", "Local authority"),
                            ("ofsted", "Ofsted"),
                            ("social", "Children’s social care"),
                        ],
                        max_length=6,
                        verbose_name="who was told",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference"),
                ),
                ("is_sealed", models.BooleanField(default=False)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InterventionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes"),
                ),
                ("is_sealed", models.BooleanField(default=False)),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.behaviourchoice",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
            options={
                "ordering": ["choice__list", "choice__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InterventionInjury",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("pupil", "The pupil"),
                            ("staff", "A member of staff"),
                            ("other", "Somebody else"),
                        ],
                        max_length=5,
                        verbose_name="whose",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="injury")),
                (
                    "first_aid",
                    models.CharField(blank=True, max_length=300, verbose_name="first aid"),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=40, verbose_name="accident book"),
                ),
                ("is_sealed", models.BooleanField(default=False)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="injuries",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InterventionAddendum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=4000, verbose_name="addendum")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addenda",
                        to="pupils.restrictiveintervention",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BehaviourRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="core.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "number",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("code",),
                        name="behaviour_rule_stands_once_shared",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "code"),
                        name="behaviour_rule_stands_once",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="restrictiveintervention",
            index=models.Index(fields=["school", "state", "on"], name="intervention_by_day"),
        ),
        migrations.AddConstraint(
            model_name="restrictiveintervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("at")), _connector="OR"
                ),
                name="intervention_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictiveintervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        ("until__isnull", False),
                        models.Q(("account", ""), _negated=True),
                        models.Q(("why", ""), _negated=True),
                        ("injuries_checked", True),
                        models.Q(("is_restraint", True), ("is_seclusion", True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="finished_intervention_says_what_the_law_asks",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictiveintervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_seclusion", False),
                    models.Q(
                        ("seclusion_from__isnull", False),
                        ("seclusion_until__gte", models.F("seclusion_from")),
                    ),
                    ("state", "draft"),
                    _connector="OR",
                ),
                name="seclusion_has_its_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictiveintervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_restraint", False),
                    models.Q(
                        ("restraint_from__isnull", False),
                        ("restraint_until__gte", models.F("restraint_from")),
                    ),
                    ("state", "draft"),
                    _connector="OR",
                ),
                name="restraint_has_its_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictiveintervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("state", "signed"),
                    ),
                    models.Q(
                        models.Q(("state", "signed"), _negated=True),
                        ("signed_at__isnull", True),
                        ("signed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="signed_intervention_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_withheld", False),
                        ("told_at__isnull", False),
                        ("withheld_why", ""),
                        models.Q(("told_whom", ""), _negated=True),
                        models.Q(("how", ""), _negated=True),
                    ),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("is_withheld", True),
                        ("la_informed_on__isnull", False),
                        ("told_at__isnull", True),
                        models.Q(("withheld_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="parents_are_told_or_it_is_decided_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventionperson",
            constraint=models.UniqueConstraint(
                fields=("intervention", "person"), name="person_stands_once_in_an_intervention"
            ),
        ),
        migrations.AddConstraint(
            model_name="interventionnotice",
            constraint=models.UniqueConstraint(
                fields=("intervention", "whom"), name="notice_stands_once_in_an_intervention"
            ),
        ),
        migrations.AddConstraint(
            model_name="interventionline",
            constraint=models.UniqueConstraint(
                fields=("intervention", "choice"), name="line_stands_once_in_an_intervention"
            ),
        ),
        migrations.AddConstraint(
            model_name="interventioninjury",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="injury_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="interventionaddendum",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="addendum_has_words"
            ),
        ),
    ]
