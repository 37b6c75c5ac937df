"""Notes moved to the right pupil, and breach notes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0018_seed_emergency_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MovedNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=30, verbose_name="kind")),
                ("object_id", models.PositiveBigIntegerField()),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("at", models.DateTimeField(verbose_name="moved")),
                ("why", models.CharField(max_length=300, verbose_name="why")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_pupil",
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
                    "to_pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "moved note",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="decide by")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("report", "Reported to the ICO"),
                            ("tell", "Not reported; the family was told"),
                            ("none", "Not reported; nobody else was told"),
                        ],
                        max_length=6,
                        verbose_name="decided",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=600, verbose_name="why")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided on")),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "moved",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breach",
                        to="pupils.movednote",
                    ),
                ),
            ],
            options={
                "verbose_name": "breach note",
                "verbose_name_plural": "breach notes",
                "ordering": ["-due_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="movednote",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_pupil", models.F("to_pupil")), _negated=True),
                name="note_moves_to_another_pupil",
            ),
        ),
        migrations.AddConstraint(
            model_name="movednote",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__gte", models.F("written_at"))),
                name="note_moves_after_it_was_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="movednote",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="moved_note_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decision", ""),
                        ("why", ""),
                    ),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("why", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="breach_is_decided_by_somebody_and_says_why",
            ),
        ),
    ]
