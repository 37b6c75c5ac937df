"""Add access arrangements, their scores and log, and the rules they go by."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0003_number_import_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArrangementKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "about",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what must be on file"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("delegated", "the school decides; evidence is kept on file"),
                            ("approval", "applied for online; the boards approve"),
                            ("order", "papers ordered by a deadline"),
                        ],
                        max_length=10,
                        verbose_name="how it is agreed",
                    ),
                ),
                (
                    "needs_assessor",
                    models.BooleanField(default=False, verbose_name="needs an assessor’s scores"),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="extra time, per cent"
                    ),
                ),
                (
                    "validity_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="months an approval lasts"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="offered from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="offered until"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("order", models.PositiveSmallIntegerField(default=0)),
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
                "verbose_name": "kind of arrangement",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
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
                            ("considered", "being considered"),
                            ("applied", "applied for"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("ended", "not needed any more"),
                        ],
                        default="considered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="extra time, per cent"
                    ),
                ),
                (
                    "evidence",
                    models.TextField(blank=True, max_length=4000, verbose_name="evidence of need"),
                ),
                ("assessor", models.CharField(blank=True, max_length=120, verbose_name="assessor")),
                (
                    "approval_reference",
                    models.CharField(blank=True, max_length=40, verbose_name="approval reference"),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="approved on"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("notes", models.TextField(blank=True, max_length=2000, verbose_name="notes")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pupils.arrangementkind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "access arrangement",
                "ordering": ["pupil__surname", "pupil__forename", "kind__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ArrangementScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("test", models.CharField(max_length=120, verbose_name="test")),
                ("score", models.PositiveSmallIntegerField(verbose_name="standardised score")),
                ("taken_on", models.DateField(verbose_name="taken on")),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="pupils.arrangement",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
            ],
            options={
                "ordering": ["taken_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExamSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
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
                "verbose_name": "subject",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="arrangement",
            name="subjects",
            field=models.ManyToManyField(
                blank=True, to="pupils.examsubject", verbose_name="subjects"
            ),
        ),
        migrations.CreateModel(
            name="UseSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pupils.examsubject",
                        verbose_name="subject",
                    ),
                ),
            ],
            options={
                "verbose_name": "sheet of the log",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ArrangementUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("lesson", "lesson"),
                            ("test", "class test"),
                            ("mock", "mock exam"),
                        ],
                        max_length=6,
                        verbose_name="in a",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("used", "used"),
                            ("offered", "offered, not taken"),
                            ("not_needed", "not needed"),
                        ],
                        max_length=10,
                        verbose_name="it was",
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="pupils.arrangement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
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
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pupils.examsubject",
                        verbose_name="subject",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="pupils.usesheet",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ArrangementDeadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("series", models.CharField(max_length=60, verbose_name="exams")),
                ("what", models.CharField(max_length=80, verbose_name="what is due")),
                ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                ("day", models.PositiveSmallIntegerField(verbose_name="day")),
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
                "verbose_name": "deadline",
                "ordering": ["month", "day"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("code",),
                        name="arrangement_deadline_code_stands_once_shared",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "code"),
                        name="arrangement_deadline_code_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__gte", 1), ("day__lte", 31), ("month__gte", 1), ("month__lte", 12)
                        ),
                        name="arrangement_deadline_is_a_day",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="arrangementkind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="arrangement_kind_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangementkind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="arrangement_kind_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangementkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="arrangement_kind_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangementkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent__isnull", True),
                    models.Q(("percent__gte", 1), ("percent__lte", 200)),
                    _connector="OR",
                ),
                name="arrangement_kind_percent_is_1_to_200",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangementscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 40), ("score__lte", 160)),
                name="arrangement_score_is_40_to_160",
            ),
        ),
        migrations.AddConstraint(
            model_name="examsubject",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="exam_subject_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="examsubject",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="exam_subject_code_stands_once",
            ),
        ),
        migrations.AddIndex(
            model_name="arrangement",
            index=models.Index(fields=["school", "state"], name="arrangement_by_state"),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="arrangement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("approved_on__isnull", False),
                    _connector="OR",
                ),
                name="approved_arrangement_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent__isnull", True),
                    models.Q(("percent__gte", 1), ("percent__lte", 200)),
                    _connector="OR",
                ),
                name="arrangement_percent_is_1_to_200",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["considered", "applied", "approved"])),
                fields=("pupil", "kind"),
                name="pupil_has_a_live_arrangement_once",
            ),
        ),
        migrations.AddIndex(
            model_name="arrangementuse",
            index=models.Index(fields=["arrangement", "on"], name="arrangement_use_by_day"),
        ),
        migrations.AddConstraint(
            model_name="arrangementuse",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "on", "subject", "occasion"),
                name="arrangement_use_is_logged_once",
            ),
        ),
    ]
