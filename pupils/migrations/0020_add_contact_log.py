"""The contact log: notes in versions, actions with owner and day, kinds and intervals as data."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0019_add_moved_notes"),
        ("staff", "0005_add_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[("contact", "contact"), ("meeting", "meeting")],
                        max_length=8,
                        verbose_name="used for",
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("agenda", models.TextField(blank=True, max_length=1000, verbose_name="agenda")),
                ("valid_from", models.DateField(verbose_name="offered from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="offered until"),
                ),
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
                "verbose_name": "kind of contact or meeting",
                "ordering": ["use", "order", "name"],
            },
        ),
        migrations.CreateModel(
            name="ContactNote",
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
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="why it was corrected"
                    ),
                ),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "who_kind",
                    models.CharField(
                        choices=[
                            ("carer", "Parent or carer"),
                            ("family", "Another relative"),
                            ("professional", "Professional"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="with",
                    ),
                ),
                ("who_name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "who_role",
                    models.CharField(blank=True, max_length=80, verbose_name="relation or role"),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "We contacted them"), ("in", "They contacted us")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("face", "Face to face"),
                            ("email", "E-mail"),
                            ("message", "Message"),
                            ("letter", "Letter"),
                        ],
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("spoke", "Reached"),
                            ("left", "Message left"),
                            ("tried", "No answer"),
                        ],
                        max_length=5,
                        verbose_name="reached",
                    ),
                ),
                ("said", models.TextField(max_length=4000, verbose_name="what was said")),
                (
                    "agreed",
                    models.TextField(blank=True, max_length=4000, verbose_name="what was agreed"),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
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
                        related_name="contact_notes",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replaced_by",
                        to="pupils.contactnote",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.talkkind",
                        verbose_name="about",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact note",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="what it is for")),
                ("weeks", models.PositiveSmallIntegerField(verbose_name="school weeks")),
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
                "verbose_name": "interval",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="AgreedAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what")),
                (
                    "owner_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="owner outside the school"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("done", "done"),
                            ("dropped", "not needed any more"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=300, verbose_name="how it ended"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.post",
                        verbose_name="owner",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreed_actions",
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="pupils.contactnote",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["owner", "due_on"],
                        name="agreed_action_of_owner",
                    ),
                    models.Index(fields=["school", "state", "due_on"], name="agreed_action_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner__isnull", False), ("owner_name", "")),
                            models.Q(
                                ("owner__isnull", True), models.Q(("owner_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="agreed_action_has_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_action_has_a_day_once_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="agreed_action_says_what",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="talkkind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="talk_kind_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkkind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="talk_kind_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="talk_kind_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(fields=["school", "-at"], name="contact_note_by_day"),
        ),
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(fields=["pupil", "-at"], name="contact_note_by_pupil"),
        ),
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(fields=["key"], name="contact_note_by_key"),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.UniqueConstraint(
                fields=("key", "number"), name="contact_note_has_each_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("replaces__isnull", True)),
                    models.Q(
                        ("number__gt", 1),
                        ("replaces__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="contact_correction_names_the_old_and_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said", ""), _negated=True), models.Q(("who_name", ""), _negated=True)
                ),
                name="contact_note_says_with_whom_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_withdrawn", False), ("number__gt", 1), _connector="OR"),
                name="contact_note_is_withdrawn_by_a_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="talk_rule_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="talk_rule_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks__gte", 1), ("weeks__lte", 52)),
                name="talk_rule_is_1_to_52_weeks",
            ),
        ),
    ]
