"""Safeguarding concerns, the steps taken about them, and whom a school turns to outside."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0008_correct_uses_and_retire_subjects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("pupil_key", models.PositiveBigIntegerField(blank=True, null=True)),
                ("child", models.CharField(max_length=200, verbose_name="child")),
                (
                    "child_about",
                    models.CharField(blank=True, max_length=120, verbose_name="who that is"),
                ),
                ("author_as", models.CharField(blank=True, max_length=80, verbose_name="as")),
                ("at", models.DateTimeField(verbose_name="sent")),
                ("handed_to", models.CharField(max_length=300, verbose_name="handed to")),
                ("seen", models.TextField(verbose_name="what was seen or heard")),
                (
                    "own_words",
                    models.TextField(blank=True, verbose_name="in the child’s own words"),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("happened_at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "who_knows",
                    models.CharField(blank=True, max_length=300, verbose_name="who else knows"),
                ),
                (
                    "marks_words",
                    models.TextField(blank=True, verbose_name="what the marks look like"),
                ),
                (
                    "staff_words",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="member of staff, in words"
                    ),
                ),
                ("is_immediate", models.BooleanField(verbose_name="a child is in danger now")),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("lead", "Yes, I have told them in person or by telephone"),
                            ("not_yet", "Not yet: I am going to tell them now"),
                        ],
                        max_length=8,
                        verbose_name="told in person",
                    ),
                ),
                (
                    "author",
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
                "verbose_name": "concern",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConcernMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region", models.CharField(max_length=20, verbose_name="place")),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="pupils.concern",
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
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ConcernNamed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named",
                        to="pupils.concern",
                    ),
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SafeguardingContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chair", "Chair of governors or trustees"),
                            ("lado", "Local authority designated officer (LADO)"),
                            ("social_care", "Children’s social care"),
                            ("hours", "Social care out of hours"),
                            ("early_help", "Early or family help"),
                            ("police", "Police"),
                            ("health", "Health or mental health"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("telephone", models.CharField(max_length=40, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="core.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "safeguarding contact",
                "ordering": ["kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="ConcernStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("action", "Action taken"),
                            ("referral", "Referral"),
                            ("allocated", "Allocated"),
                            ("named", "Member of staff named"),
                            ("shared", "Shared with the head"),
                            ("closed", "Closed, with its outcome"),
                            ("reopened", "Opened again"),
                            ("reminded", "Reminder sent: nobody had begun"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="recorded"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("words", models.TextField(blank=True, verbose_name="words")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="pupils.concern",
                    ),
                ),
                (
                    "person",
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
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.safeguardingcontact",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["school", "-at"], name="concern_by_school"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("child", ""), _negated=True), name="concern_is_about_a_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen", ""), _negated=True), name="concern_says_what_was_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="concernmark",
            constraint=models.UniqueConstraint(
                fields=("concern", "region"), name="mark_stands_once_in_a_concern"
            ),
        ),
        migrations.AddConstraint(
            model_name="concernmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "region__in",
                        [
                            "b-head",
                            "b-left-buttock",
                            "b-left-calf",
                            "b-left-ear",
                            "b-left-forearm",
                            "b-left-hand",
                            "b-left-heel",
                            "b-left-shoulder",
                            "b-left-thigh",
                            "b-left-upper-arm",
                            "b-lower-back",
                            "b-neck",
                            "b-right-buttock",
                            "b-right-calf",
                            "b-right-ear",
                            "b-right-forearm",
                            "b-right-hand",
                            "b-right-heel",
                            "b-right-shoulder",
                            "b-right-thigh",
                            "b-right-upper-arm",
                            "b-upper-back",
                            "f-belly",
                            "f-chest",
                            "f-forehead",
                            "f-groin",
                            "f-left-cheek",
                            "f-left-foot",
                            "f-left-forearm",
                            "f-left-hand",
                            "f-left-knee",
                            "f-left-shin",
                            "f-left-shoulder",
                            "f-left-thigh",
                            "f-left-upper-arm",
                            "f-mouth",
                            "f-neck",
                            "f-right-cheek",
                            "f-right-foot",
                            "f-right-forearm",
                            "f-right-hand",
                            "f-right-knee",
                            "f-right-shin",
                            "f-right-shoulder",
                            "f-right-thigh",
                            "f-right-upper-arm",
                        ],
                    )
                ),
                name="mark_is_on_the_body_map",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernnamed",
            constraint=models.UniqueConstraint(
                fields=("concern", "person"), name="person_is_named_once_in_a_concern"
            ),
        ),
        migrations.AddConstraint(
            model_name="concernstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["allocated", "named", "shared", "reminded"]),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="concern_step_says_what_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["allocated", "named"]), ("person__isnull", False)),
                    models.Q(
                        models.Q(("kind__in", ["allocated", "named"]), _negated=True),
                        ("person__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="concern_step_names_whom_it_concerns",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", False), ("kind", "referral")),
                    models.Q(
                        models.Q(("kind", "referral"), _negated=True), ("contact__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="referral_says_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by__isnull", True), ("kind", "reminded")),
                    models.Q(models.Q(("kind", "reminded"), _negated=True), ("by__isnull", False)),
                    _connector="OR",
                ),
                name="concern_step_says_who_took_it",
            ),
        ),
    ]
