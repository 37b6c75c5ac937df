"""Needs assessments with their authority and exemptions; steps and advice of theirs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0029_seed_steps_of_reviews"),
        ("staff", "0005_add_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "requested_by",
                    models.CharField(
                        choices=[
                            ("school", "the school"),
                            ("parent", "a parent or carer"),
                            ("young_person", "the young person"),
                            ("other", "somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who asked",
                    ),
                ),
                ("requester", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("grounds", models.TextField(blank=True, max_length=4000, verbose_name="why")),
                (
                    "planned_on",
                    models.DateField(blank=True, null=True, verbose_name="to be sent by"),
                ),
                (
                    "received_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="received by the authority"
                    ),
                ),
                (
                    "decision_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="decision whether to assess"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("assess", "assess"), ("refuse", "not assess")],
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                (
                    "no_plan_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="told that there will be no plan"
                    ),
                ),
                ("draft_on", models.DateField(blank=True, null=True, verbose_name="draft plan")),
                (
                    "comments_on",
                    models.DateField(blank=True, null=True, verbose_name="draft answered"),
                ),
                ("final_on", models.DateField(blank=True, null=True, verbose_name="final plan")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="why withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "needs assessment",
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "contact",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="case worker, address"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "authority",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
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
                            (
                                "closed",
                                "school closed for four weeks or more when its advice was asked",
                            ),
                            ("personal", "exceptional personal circumstances of the family"),
                            ("absent", "away from the area for four weeks or more"),
                            ("missed", "an appointment was not kept"),
                        ],
                        max_length=8,
                        verbose_name="exemption",
                    ),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="what was said")),
                ("claimed_on", models.DateField(verbose_name="claimed")),
            ],
            options={
                "ordering": ["claimed_on", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="step",
            name="step_belongs_to_a_review",
        ),
        migrations.AddField(
            model_name="step",
            name="note",
            field=models.CharField(blank=True, max_length=200, verbose_name="note"),
        ),
        migrations.AlterField(
            model_name="advice",
            name="review",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="advice",
                to="pupils.annualreview",
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="flow",
            field=models.CharField(
                choices=[("review", "Annual review"), ("assessment", "Needs assessment")],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="steprule",
            name="anchor",
            field=models.CharField(
                choices=[
                    ("due", "the day by which the review must be complete"),
                    ("meeting", "the meeting"),
                    ("decision", "the day by which the authority decides"),
                    ("final_plan", "the day by which an amended plan is final"),
                    ("sending", "the day on which the request is to be sent"),
                    ("received", "the day on which the authority received the request"),
                    ("draft", "the day of the draft plan"),
                ],
                max_length=12,
                verbose_name="counted from",
            ),
        ),
        migrations.AlterField(
            model_name="steprule",
            name="flow",
            field=models.CharField(
                choices=[("review", "Annual review"), ("assessment", "Needs assessment")],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.post",
                verbose_name="who keeps it",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddField(
            model_name="advice",
            name="assessment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="advice",
                to="pupils.assessment",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="assessment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="pupils.assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessment", None), ("review__isnull", False)),
                    models.Q(("assessment__isnull", False), ("review", None)),
                    _connector="OR",
                ),
                name="advice_is_for_a_review_or_an_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", False)),
                fields=("assessment", "post"),
                name="advice_is_asked_of_a_post_once_for_an_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("advice", None)),
                fields=("assessment", "code"),
                name="step_stands_once_in_an_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessment", None), ("flow", "review"), ("review__isnull", False)),
                    models.Q(
                        ("assessment__isnull", False), ("flow", "assessment"), ("review", None)
                    ),
                    _connector="OR",
                ),
                name="step_belongs_to_one_matter_of_its_kind",
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="core.school"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.council",
                verbose_name="authority",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exemptions",
                to="pupils.assessment",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.UniqueConstraint(
                fields=("school", "name"), name="council_stands_once_in_a_school"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="council_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["school", "received_on"], name="assessment_by_day"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("decision", "refuse"), _negated=True),
                    ("final_on", None),
                    ("no_plan_on", None),
                    ("withdrawn_on", None),
                ),
                fields=("pupil",),
                name="pupil_has_one_open_needs_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_on__isnull", False), ("received_on__isnull", False), _connector="OR"
                ),
                name="needs_assessment_has_a_day_to_count_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", ""), ("decision_on", None)),
                    models.Q(
                        ("decision_on__gte", models.F("received_on")),
                        ("received_on__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_to_assess_follows_the_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("draft_on", None), ("no_plan_on", None)),
                    ("decision", "assess"),
                    _connector="OR",
                ),
                name="draft_or_no_plan_follows_a_decision_to_assess",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("draft_on", None),
                        ("draft_on__gte", models.F("decision_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("no_plan_on", None),
                        ("no_plan_on__gte", models.F("decision_on")),
                        _connector="OR",
                    ),
                ),
                name="draft_or_no_plan_is_not_before_the_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("final_on", None),
                    models.Q(
                        ("draft_on__isnull", False),
                        ("final_on__gte", models.F("draft_on")),
                        ("no_plan_on", None),
                    ),
                    _connector="OR",
                ),
                name="final_plan_follows_its_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("comments_on", None),
                    models.Q(
                        ("comments_on__gte", models.F("draft_on")), ("draft_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="draft_is_answered_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_on", None), ("withdrawn_reason", "")),
                    models.Q(
                        ("final_on", None),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="needs_assessment_is_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="exemption_has_a_reason"
            ),
        ),
    ]
