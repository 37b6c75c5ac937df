"""Reports, their recommendations with every step, referrals with their notes; days to decide."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0026_seed_layers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.CharField(max_length=600, verbose_name="recommendation")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not yet decided"),
                            ("adopted", "Adopted"),
                            ("declined", "Declined"),
                            ("replaced", "Replaced"),
                        ],
                        default="not_yet",
                        max_length=8,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "where",
                    models.CharField(blank=True, max_length=200, verbose_name="adopted where"),
                ),
                ("place", models.CharField(blank=True, max_length=60)),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("decide_by", models.DateField(verbose_name="to be decided by")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "recommendation",
                "ordering": ["number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RecommendationStep",
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
                            ("not_yet", "Not yet decided"),
                            ("adopted", "Adopted"),
                            ("declined", "Declined"),
                            ("replaced", "Replaced"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=700)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("asked_for", models.CharField(max_length=300, verbose_name="what is asked for")),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("asked", "not asked yet"),
                            ("given", "given"),
                            ("refused", "refused"),
                            ("statutory", "not needed: the law asks for it"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="consent",
                    ),
                ),
                (
                    "consent_by",
                    models.CharField(blank=True, max_length=140, verbose_name="consent of"),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent on")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent")),
                (
                    "acknowledged_on",
                    models.DateField(blank=True, null=True, verbose_name="acknowledged"),
                ),
                ("chase_on", models.DateField(blank=True, null=True, verbose_name="ask again on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "accepted: they work with the pupil"),
                            ("advice", "advice given, no further work"),
                            ("refused", "refused by the agency"),
                            ("elsewhere", "sent on to another agency"),
                            ("withdrawn", "withdrawn by school or family"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "outcome_words",
                    models.CharField(blank=True, max_length=300, verbose_name="outcome in words"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "referral",
                "ordering": ["sent_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReferralNote",
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
                            ("chased", "asked again"),
                            ("news", "news from the agency"),
                            ("note", "note"),
                        ],
                        max_length=6,
                        verbose_name="what happened",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("text", models.CharField(max_length=400, verbose_name="in words")),
            ],
            options={
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("report", "report"),
                            ("assessment", "assessment"),
                            ("advice", "advice for an EHC needs assessment"),
                            ("letter", "letter"),
                            ("visit", "note of a visit"),
                        ],
                        default="report",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what it is about")),
                ("written_on", models.DateField(blank=True, null=True, verbose_name="written")),
                ("received_on", models.DateField(verbose_name="received")),
                ("summary", models.TextField(blank=True, max_length=1500, verbose_name="summary")),
                (
                    "family_has_it_on",
                    models.DateField(blank=True, null=True, verbose_name="the family has it since"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "report",
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="agencykind",
            name="decide_days",
            field=models.PositiveSmallIntegerField(
                default=28, verbose_name="days to decide about a recommendation"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencykind",
            constraint=models.CheckConstraint(
                condition=models.Q(("decide_days__gte", 1), ("decide_days__lte", 365)),
                name="agency_kind_decides_within_a_year",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.recommendation",
                verbose_name="replaced by",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="recommendationstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendationstep",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="pupils.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="recommendationstep",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="referral",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.agency",
                verbose_name="agency",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="referrals",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="referral",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="referralnote",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="referralnote",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="pupils.referral",
            ),
        ),
        migrations.AddField(
            model_name="referralnote",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="report",
            name="professional",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.professional",
                verbose_name="from",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recommendations",
                to="pupils.report",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["school", "chase_on"],
                name="referral_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("consent__in", ["given", "refused"]),
                        models.Q(("consent_by", ""), _negated=True),
                        ("consent_on__isnull", False),
                    ),
                    models.Q(
                        models.Q(("consent__in", ["given", "refused"]), _negated=True),
                        ("consent_by", ""),
                        ("consent_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="referral_consent_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_on__isnull", True),
                    ("consent__in", ["given", "statutory"]),
                    _connector="OR",
                ),
                name="referral_goes_with_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acknowledged_on__isnull", True),
                    ("acknowledged_on__gte", models.F("sent_on")),
                    _connector="OR",
                ),
                name="referral_is_acknowledged_after_it_is_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("chase_on__isnull", True),
                        ("closed_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="closed_referral_has_an_outcome_and_is_not_chased",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["pupil", "received_on"], name="report_by_pupil"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="report_says_what_it_is_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("written_on__isnull", True),
                    ("written_on__lte", models.F("received_on")),
                    _connector="OR",
                ),
                name="report_is_written_before_it_is_received",
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("state", "not_yet")),
                fields=["school", "decide_by"],
                name="recommendation_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="recommendation_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("decided_on__isnull", True),
                        ("state", "not_yet"),
                    ),
                    models.Q(
                        models.Q(("state", "not_yet"), _negated=True),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decided_recommendation_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "adopted"), models.Q(("where", ""), _negated=True)),
                    models.Q(
                        models.Q(("state", "adopted"), _negated=True), ("place", ""), ("where", "")
                    ),
                    _connector="OR",
                ),
                name="adopted_recommendation_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("why", ""), _negated=True),
                    _connector="OR",
                ),
                name="declined_recommendation_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("replaced_by__isnull", False),
                        ("state", "replaced"),
                        models.Q(("replaced_by", models.F("pk")), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "replaced"), _negated=True),
                        ("replaced_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="replaced_recommendation_names_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("report", "number"), name="recommendation_number_stands_once_in_a_report"
            ),
        ),
    ]
