"""Incidents in versions, the parts pupils had, what calmed them, follow-ups, and the lists behind them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0011_seed_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BehaviourChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("place", "Places"),
                            ("lesson", "Lessons and activities"),
                            ("setting", "What was going on before (setting events)"),
                            ("behaviour", "Behaviour that can be seen or heard"),
                            ("intensity", "Intensity, with what each number means"),
                            ("step", "De-escalation"),
                            ("ground", "Lawful grounds for reasonable force"),
                            ("hold", "Kinds of restrictive intervention"),
                            ("reward", "Rewards"),
                            ("value", "Reasons for a reward"),
                            ("question", "Restorative questions"),
                        ],
                        max_length=10,
                        verbose_name="list",
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "about",
                    models.CharField(blank=True, max_length=300, verbose_name="what it means"),
                ),
                (
                    "points",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="points"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(verbose_name="offered from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="offered until"),
                ),
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
                "verbose_name": "line of a list",
                "ordering": ["list", "order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "To finish"),
                            ("current", "Recorded"),
                            ("superseded", "Corrected since"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was corrected"
                    ),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.TimeField(verbose_name="from")),
                ("until", models.TimeField(blank=True, null=True, verbose_name="until")),
                (
                    "others_present",
                    models.CharField(blank=True, max_length=200, verbose_name="who else was there"),
                ),
                (
                    "trigger",
                    models.TextField(blank=True, max_length=2000, verbose_name="what set it off"),
                ),
                (
                    "seen",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what was seen and heard"
                    ),
                ),
                (
                    "frequency",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="how many times"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="how long, minutes"
                    ),
                ),
                ("intensity", models.PositiveSmallIntegerField(verbose_name="intensity, 1 to 5")),
                (
                    "adult_response",
                    models.TextField(blank=True, max_length=2000, verbose_name="what adults did"),
                ),
                (
                    "peer_response",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what other pupils did"
                    ),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=2000, verbose_name="how it ended"),
                ),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("attention", "Attention"),
                            ("escape", "Escape"),
                            ("tangible", "To get something"),
                            ("sensory", "Sensory"),
                            ("unknown", "Not known yet"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="what it may have been for",
                    ),
                ),
                (
                    "recovery_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="until calm again, minutes"
                    ),
                ),
                (
                    "pupil_voice",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the pupil says about it"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adults",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "behaviours",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="pupils.behaviourchoice"
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
                    "corrected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.behaviourchoice",
                        verbose_name="lesson or activity",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.behaviourchoice",
                        verbose_name="place",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "settings",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="pupils.behaviourchoice"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("due_on", models.DateField(verbose_name="by")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="pupils.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IncidentPupil",
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
                            ("did", "showed the behaviour"),
                            ("joined", "joined in"),
                            ("hurt", "was hurt or upset"),
                            ("saw", "saw it"),
                        ],
                        default="did",
                        max_length=6,
                        verbose_name="part",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pupils",
                        to="pupils.incident",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incident_parts",
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
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IncidentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("helped", "Helped"),
                            ("no", "No change"),
                            ("worse", "Made it worse"),
                        ],
                        max_length=6,
                        verbose_name="result",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="pupils.incident",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.behaviourchoice",
                    ),
                ),
            ],
            options={
                "ordering": ["step__order", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="behaviourchoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("list", "code"),
                name="behaviour_choice_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="behaviourchoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "list", "code"),
                name="behaviour_choice_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="behaviourchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="behaviour_choice_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["school", "state", "on"], name="incident_by_day"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("state", "draft")), fields=["by"], name="incident_to_finish"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                fields=("key", "number"), name="incident_version_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "current")),
                fields=("key",),
                name="incident_has_one_current_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("intensity__gte", 1), ("intensity__lte", 5)),
                name="incident_intensity_is_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("at")), _connector="OR"
                ),
                name="incident_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("seen", ""), _negated=True), _connector="OR"
                ),
                name="recorded_incident_says_what_was_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                ),
                name="corrected_incident_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("done_on", None)), fields=["owner"], name="follow_up_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="follow_up_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentpupil",
            constraint=models.UniqueConstraint(
                fields=("incident", "pupil"), name="pupil_stands_once_in_an_incident"
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentstep",
            constraint=models.UniqueConstraint(
                fields=("incident", "step"), name="step_stands_once_in_an_incident"
            ),
        ),
    ]
