"""Cycles of plans with their results, and the trail of moves between layers of support."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0024_seed_behaviour_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Layer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("is_on", models.BooleanField(default=True, verbose_name="in use")),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("scheme", models.CharField(max_length=60, verbose_name="list")),
                (
                    "about",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
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
                "verbose_name": "layer",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="LayerMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("decided_by", models.CharField(max_length=200, verbose_name="who decided")),
                ("why", models.CharField(max_length=500, verbose_name="why")),
                ("evidence", models.CharField(max_length=500, verbose_name="on what evidence")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was withdrawn"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.layer",
                        verbose_name="from",
                    ),
                ),
                (
                    "layer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.layer",
                        verbose_name="to",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="layer_moves",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "recorded_by",
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
            ],
            options={
                "verbose_name": "move between layers",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanCycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="reviewed")),
                (
                    "present",
                    models.CharField(blank=True, max_length=200, verbose_name="who took part"),
                ),
                (
                    "pupil_view",
                    models.TextField(
                        blank=True, max_length=1500, verbose_name="what the pupil says"
                    ),
                ),
                (
                    "parent_view",
                    models.TextField(
                        blank=True, max_length=1500, verbose_name="what the parents say"
                    ),
                ),
                (
                    "parent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "in a meeting"),
                            ("phone", "by telephone"),
                            ("written", "in writing"),
                            ("not_reached", "could not be reached"),
                        ],
                        max_length=11,
                        verbose_name="how parents were heard",
                    ),
                ),
                (
                    "staff_view",
                    models.TextField(blank=True, max_length=1500, verbose_name="what teachers see"),
                ),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("go_on", "Another cycle with the same provision"),
                            ("change", "Another cycle, changed"),
                            ("leave", "Support is no longer needed"),
                            ("specialist", "Ask a specialist for advice"),
                            ("assess", "Ask for an EHC needs assessment"),
                        ],
                        max_length=10,
                        verbose_name="next step",
                    ),
                ),
                (
                    "next_words",
                    models.CharField(blank=True, max_length=400, verbose_name="next step in words"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.plankind",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_cycles",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "reviewed_by",
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
            ],
            options={
                "verbose_name": "cycle",
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="cycle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="pupils.plancycle",
            ),
        ),
        migrations.CreateModel(
            name="PlanResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("achieved", "Achieved"),
                            ("partly", "Partly achieved"),
                            ("not", "Not achieved"),
                            ("stopped", "Discontinued"),
                        ],
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                ("evidence", models.TextField(blank=True, max_length=600, verbose_name="evidence")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "cycle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="pupils.plancycle",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="pupils.plan",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_results",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "recorded_by",
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
            ],
            options={
                "verbose_name": "result",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="layer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="layer_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="layer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="layer_code_stands_once",
            ),
        ),
        migrations.AddIndex(
            model_name="layermove",
            index=models.Index(fields=["pupil", "-on"], name="layer_move_by_pupil"),
        ),
        migrations.AddConstraint(
            model_name="layermove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_move_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="layermove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("why", ""), _negated=True),
                    models.Q(("evidence", ""), _negated=True),
                    models.Q(("decided_by", ""), _negated=True),
                ),
                name="move_says_who_why_and_on_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="plancycle",
            constraint=models.UniqueConstraint(
                fields=("pupil", "kind", "number"), name="cycle_number_stands_once_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="plancycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reviewed_on", None)),
                fields=("pupil", "kind"),
                name="pupil_has_one_open_cycle_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="plancycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step", ""), ("reviewed_on", None)),
                    models.Q(
                        ("reviewed_on__gte", models.F("starts_on")),
                        models.Q(("next_step", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reviewed_cycle_says_what_comes_next",
            ),
        ),
        migrations.AddIndex(
            model_name="planresult",
            index=models.Index(fields=["pupil", "key"], name="result_by_pupil_and_key"),
        ),
    ]
