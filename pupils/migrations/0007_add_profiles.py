"""Pupil profiles: versions, their strategies, and who was asked to read a changed must-do."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0006_keep_columns_of_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("current", "Current"),
                            ("superseded", "Superseded"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "important",
                    models.TextField(
                        blank=True, max_length=800, verbose_name="What is important to me"
                    ),
                ),
                (
                    "good_at",
                    models.TextField(blank=True, max_length=800, verbose_name="What I am good at"),
                ),
                (
                    "hard",
                    models.TextField(
                        blank=True, max_length=800, verbose_name="What is hard for me"
                    ),
                ),
                (
                    "helped_by",
                    models.TextField(
                        blank=True, max_length=800, verbose_name="How I like to be helped"
                    ),
                ),
                ("review_on", models.DateField(verbose_name="next review")),
                (
                    "pupil_agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="agreed by the pupil"),
                ),
                (
                    "pupil_agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "in a talk"),
                            ("symbols", "with symbols or pictures"),
                            ("meeting", "in a meeting"),
                            ("phone", "by telephone"),
                            ("written", "by e-mail or letter"),
                            ("paper", "signed on paper"),
                        ],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "parent_agreed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="agreed by a parent or carer"
                    ),
                ),
                (
                    "parent_agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "in a talk"),
                            ("symbols", "with symbols or pictures"),
                            ("meeting", "in a meeting"),
                            ("phone", "by telephone"),
                            ("written", "by e-mail or letter"),
                            ("paper", "signed on paper"),
                        ],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profiles",
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
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.PositiveSmallIntegerField(default=0)),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="read"),
                ),
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
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="pupils.profile",
                    ),
                ),
            ],
            options={
                "ordering": ["person__full_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProfileStrategy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "tag",
                    models.CharField(
                        choices=[
                            ("must", "Must do"),
                            ("try", "Worth trying"),
                            ("not", "Does not help"),
                        ],
                        default="try",
                        max_length=4,
                        verbose_name="how firm",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="strategy")),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "need_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.needtype",
                        verbose_name="need it answers",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategies",
                        to="pupils.profile",
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
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(fields=["school", "state"], name="profile_by_school_state"),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "current")),
                fields=("pupil",),
                name="pupil_has_one_current_profile",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("pupil",),
                name="pupil_has_one_draft_profile",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.UniqueConstraint(
                fields=("pupil", "number"), name="profile_number_stands_once_for_a_pupil"
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("starts_on__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("starts_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="profile_has_a_first_day_once_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("review_on__gt", models.F("starts_on")),
                    _connector="OR",
                ),
                name="profile_is_reviewed_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pupil_agreed_how", ""), ("pupil_agreed_on__isnull", True)),
                    models.Q(
                        ("pupil_agreed_on__isnull", False),
                        models.Q(("pupil_agreed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pupil_agreement_says_when_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent_agreed_how", ""), ("parent_agreed_on__isnull", True)),
                    models.Q(
                        ("parent_agreed_on__isnull", False),
                        models.Q(("parent_agreed_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="parent_agreement_says_when_and_how",
            ),
        ),
        migrations.AddIndex(
            model_name="acknowledgement",
            index=models.Index(
                condition=models.Q(("acknowledged_at", None)),
                fields=["person"],
                name="acknowledgement_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(
                fields=("profile", "person"), name="acknowledgement_is_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="profilestrategy",
            constraint=models.UniqueConstraint(
                fields=("profile", "key"), name="strategy_stands_once_in_a_profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="profilestrategy",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="strategy_has_words"
            ),
        ),
    ]
