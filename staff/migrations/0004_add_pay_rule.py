"""Pay rules: full-time hours, leave and pay area, dated, with one shared sample row."""

import datetime
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

SAMPLE = "Sample: the 36 hours of the school's job description, 26 days of leave; ask the employer"


def seed(apps, schema_editor):
    """Add the row that counts until a school enters its own."""
    apps.get_model("staff", "PayRule").objects.create(
        effective_from=datetime.date(2019, 4, 1),
        full_time_hours=Decimal(36),
        leave_days=Decimal(26),
        bank_holidays=Decimal(8),
        source=SAMPLE,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("staff", "0003_seed_standards"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="from")),
                (
                    "area",
                    models.CharField(default="National", max_length=30, verbose_name="pay area"),
                ),
                (
                    "full_time_hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(20),
                            django.core.validators.MaxValueValidator(48),
                        ],
                        verbose_name="full-time hours a week",
                    ),
                ),
                (
                    "leave_days",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="days of leave a year, full time",
                    ),
                ),
                (
                    "bank_holidays",
                    models.DecimalField(
                        decimal_places=1,
                        default=8,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(15),
                        ],
                        verbose_name="bank holidays a year",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
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
                "ordering": ["-effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("effective_from",),
                        name="pay_rule_stands_once_a_day_shared",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "effective_from"),
                        name="pay_rule_stands_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("full_time_hours__gte", 20), ("full_time_hours__lte", 48)
                        ),
                        name="pay_rule_hours_fit_a_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bank_holidays__gte", 0),
                            ("leave_days__gte", 0),
                            ("leave_days__lte", 60),
                        ),
                        name="pay_rule_leave_fits_a_year",
                    ),
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
