"""Which place delivers which line of a plan, and the rules of the golden thread."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("interventions", "0005_keep_the_pace_of_a_place"),
        ("pupils", "0026_seed_layers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(verbose_name="line")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "linked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="interventions.place",
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
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "indexes": [
                    models.Index(fields=["pupil", "key"], name="delivery_by_pupil_and_key")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("place",),
                        name="place_delivers_one_line_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="line_delivery_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadRule",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("about", models.CharField(max_length=200, verbose_name="what it finds")),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="school weeks"
                    ),
                ),
                (
                    "why_off",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is switched off"
                    ),
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
                "verbose_name": "rule of the golden thread",
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("code",),
                        name="thread_rule_code_stands_once_shared",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "code"),
                        name="thread_rule_code_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_on", True),
                            models.Q(("why_off", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="thread_rule_off_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weeks", None),
                            models.Q(("weeks__gte", 1), ("weeks__lte", 20)),
                            _connector="OR",
                        ),
                        name="thread_rule_weeks_are_1_to_20",
                    ),
                ],
            },
        ),
    ]
