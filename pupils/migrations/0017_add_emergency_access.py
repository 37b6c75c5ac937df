"""Records opened in an emergency, and the kinds of emergency."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0016_seed_agency_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
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
                "verbose_name": "kind of emergency",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acting_as", models.CharField(blank=True, max_length=80, verbose_name="as")),
                ("words", models.CharField(max_length=500, verbose_name="what happened")),
                ("began_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("was_ended_early", models.BooleanField(default=False, verbose_name="ended early")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Justified"), ("no", "Not justified")],
                        max_length=3,
                        verbose_name="judged",
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True, verbose_name="judged on")),
                ("review_words", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "person",
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
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.emergencykind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "ordering": ["-began_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="emergencykind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="emergency_kind_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencykind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="emergency_kind_code_stands_once",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyaccess",
            index=models.Index(fields=["person", "ends_at"], name="emergency_by_person"),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("began_at"))),
                name="emergency_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reviewed_at__isnull", True),
                        ("reviewed_by__isnull", True),
                        ("verdict", ""),
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="emergency_is_judged_by_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_judges_their_own_emergency",
            ),
        ),
    ]
