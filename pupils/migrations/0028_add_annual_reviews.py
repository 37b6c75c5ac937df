"""Annual reviews, the advice asked for them, and the steps of the statutory clock."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0027_add_reports_and_referrals"),
        ("staff", "0005_add_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnualReview",
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
                        choices=[("annual", "annual review"), ("early", "early review")],
                        default="annual",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "early_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="why early"),
                ),
                (
                    "counted_from",
                    models.DateField(verbose_name="last decision letter, or the plan"),
                ),
                (
                    "interval_months",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="months between reviews"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="complete by")),
                (
                    "year_group",
                    models.CharField(blank=True, max_length=2, verbose_name="year at the meeting"),
                ),
                (
                    "meeting_on",
                    models.DateField(blank=True, null=True, verbose_name="day of the meeting"),
                ),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "papers_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="papers sent"),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="meeting held")),
                (
                    "report_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="report sent"),
                ),
                (
                    "decision_sent_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="authority’s decision sent"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("maintain", "keep the plan as it is"),
                            ("amend", "amend the plan"),
                            ("cease", "end the plan"),
                        ],
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                (
                    "final_plan_on",
                    models.DateField(blank=True, null=True, verbose_name="amended plan issued"),
                ),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "cancelled_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="why cancelled"),
                ),
                (
                    "pupil_views",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Views of the pupil"
                    ),
                ),
                (
                    "parent_views",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Views of parents or carers"
                    ),
                ),
                (
                    "views_on",
                    models.DateField(blank=True, null=True, verbose_name="views gathered"),
                ),
                (
                    "progress_summary",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Progress towards the outcomes"
                    ),
                ),
                (
                    "employment",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Further education and employment"
                    ),
                ),
                (
                    "independence",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Independent living"
                    ),
                ),
                (
                    "community",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="Friends, relationships and community",
                    ),
                ),
                (
                    "health",
                    models.TextField(blank=True, max_length=4000, verbose_name="Good health"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.post",
                        verbose_name="who runs it",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annual_reviews",
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
                "verbose_name": "annual review",
                "ordering": ["-due_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("teacher", "teacher"),
                            ("support", "support staff"),
                            ("school", "school"),
                            ("psychologist", "educational psychologist"),
                            ("speech", "speech and language therapist"),
                            ("occupational", "occupational therapist"),
                            ("specialist", "specialist teacher"),
                            ("health", "health"),
                            ("care", "social care"),
                            ("other", "other"),
                        ],
                        max_length=14,
                        verbose_name="as",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("asked_on", models.DateField(verbose_name="asked")),
                ("due_on", models.DateField(verbose_name="wanted by")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="returned")),
                (
                    "going_well",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="What is going well"
                    ),
                ),
                (
                    "difficult",
                    models.TextField(blank=True, max_length=4000, verbose_name="What is difficult"),
                ),
                (
                    "wanted",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="What should happen next"
                    ),
                ),
                (
                    "kept_at",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where the paper is kept"
                    ),
                ),
                (
                    "reminded_on",
                    models.DateField(blank=True, null=True, verbose_name="last reminded"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.post",
                        verbose_name="adult of the school",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advice",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advice",
                        to="pupils.annualreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "advice",
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewPoint",
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
                            ("recommended", "Recommended change"),
                            ("difference", "Difference of view"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("B", "B needs"),
                            ("C", "C health needs"),
                            ("D", "D social care needs"),
                            ("E", "E outcomes"),
                            ("F", "F provision"),
                            ("G", "G health provision"),
                            ("H", "H social care provision"),
                            ("I", "I school or placement"),
                            ("J", "J personal budget"),
                        ],
                        max_length=1,
                        verbose_name="part of the plan",
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("school", "the school"),
                            ("parent", "parents or carers"),
                            ("pupil", "the pupil"),
                            ("professional", "a professional"),
                            ("authority", "the authority"),
                        ],
                        default="school",
                        max_length=12,
                        verbose_name="whose view",
                    ),
                ),
                ("text", models.CharField(max_length=600, verbose_name="in words")),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="pupils.annualreview",
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
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "flow",
                    models.CharField(
                        choices=[("review", "Annual review")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("what", models.CharField(max_length=120, verbose_name="step")),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("school", "the school"),
                            ("authority", "the authority"),
                            ("outside", "somebody outside"),
                        ],
                        max_length=10,
                        verbose_name="who does it",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("law_on", models.DateField(blank=True, null=True, verbose_name="last day by law")),
                ("warn_on", models.DateField(verbose_name="at risk from")),
                ("moved_from", models.DateField(blank=True, null=True, verbose_name="moved from")),
                ("rule", models.CharField(blank=True, max_length=200, verbose_name="rule")),
                ("is_noted", models.BooleanField(default=False)),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "advice",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step",
                        to="pupils.advice",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
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
                        related_name="steps",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="pupils.annualreview",
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
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StepRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "flow",
                    models.CharField(
                        choices=[("review", "Annual review")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("what", models.CharField(max_length=120, verbose_name="step")),
                (
                    "anchor",
                    models.CharField(
                        choices=[
                            ("due", "the day by which the review must be complete"),
                            ("meeting", "the meeting"),
                            ("decision", "the day by which the authority decides"),
                            ("final_plan", "the day by which an amended plan is final"),
                        ],
                        max_length=12,
                        verbose_name="counted from",
                    ),
                ),
                ("offset_days", models.SmallIntegerField(verbose_name="days from it")),
                (
                    "law_offset",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="last day by law"),
                ),
                (
                    "warn_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="days before it that it is at risk"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("school", "the school"),
                            ("authority", "the authority"),
                            ("outside", "somebody outside"),
                        ],
                        default="school",
                        max_length=10,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "owner_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("head", "Headteacher"),
                            ("senco", "SENCO"),
                            ("assistant_senco", "Assistant SENCO"),
                            ("hlta", "HLTA"),
                            ("ta", "Teaching assistant"),
                            ("teacher", "Teacher"),
                            ("dsl", "Designated safeguarding lead"),
                            ("hr", "HR and business"),
                            ("exams", "Exams officer"),
                            ("data", "Data manager"),
                        ],
                        max_length=16,
                        verbose_name="whose step it is",
                    ),
                ),
                (
                    "is_noted",
                    models.BooleanField(default=False, verbose_name="done when the record says so"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("valid_from", models.DateField(verbose_name="from")),
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
                "verbose_name": "lead time",
                "ordering": ["flow", "order", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["school", "due_on"], name="annual_review_by_due_day"),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_on", None), ("decision_sent_on", None)),
                fields=("pupil",),
                name="pupil_has_one_open_annual_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "early"), _negated=True),
                    models.Q(("early_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="early_annual_review_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("interval_months__gte", 1), ("interval_months__lte", 12)),
                name="annual_reviews_are_at_most_a_year_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("counted_from"))),
                name="annual_review_is_due_after_it_is_counted_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("report_sent_on", None),
                    ("report_sent_on__gte", models.F("held_on")),
                    _connector="OR",
                ),
                name="annual_review_report_follows_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("report_sent_on", None), ("held_on__isnull", False), _connector="OR"
                ),
                name="annual_review_report_has_a_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", ""), ("decision_sent_on", None)),
                    models.Q(
                        ("decision_sent_on__gte", models.F("held_on")),
                        ("held_on__isnull", False),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="annual_review_decision_follows_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("final_plan_on", None),
                    models.Q(
                        ("decision", "amend"),
                        ("decision_sent_on__isnull", False),
                        ("final_plan_on__gte", models.F("decision_sent_on")),
                    ),
                    _connector="OR",
                ),
                name="amended_plan_follows_the_decision_to_amend",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_on", None), ("cancelled_reason", "")),
                    models.Q(
                        ("cancelled_on__isnull", False),
                        ("decision_sent_on", None),
                        models.Q(("cancelled_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="annual_review_is_cancelled_with_a_reason_before_a_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="advice",
            index=models.Index(fields=["post"], name="advice_by_post"),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("post__isnull", False)),
                    models.Q(("post", None), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="advice_is_asked_of_a_post_or_by_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_on", None),
                    ("returned_on__gte", models.F("asked_on")),
                    _connector="OR",
                ),
                name="advice_is_returned_after_it_is_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_on", None),
                    models.Q(
                        ("difficult", ""),
                        ("going_well", ""),
                        ("kept_at", ""),
                        ("wanted", ""),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="returned_advice_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="advice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", False)),
                fields=("review", "post"),
                name="advice_is_asked_of_a_post_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="review_point_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                condition=models.Q(("done_on", None)),
                fields=["school", "due_on"],
                name="step_undone_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                condition=models.Q(("done_on", None)), fields=["owner"], name="step_undone_by_owner"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("advice", None)),
                fields=("review", "code"),
                name="step_stands_once_in_a_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("review__isnull", False)), name="step_belongs_to_a_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("law_on__isnull", True), ("due_on__lte", models.F("law_on")), _connector="OR"
                ),
                name="step_is_not_planned_after_its_day_by_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="steprule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="step_rule_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="steprule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="step_rule_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="steprule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("law_offset__isnull", True),
                    ("offset_days__lte", models.F("law_offset")),
                    _connector="OR",
                ),
                name="step_rule_is_not_laxer_than_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="steprule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("offset_days__gte", -400), ("offset_days__lte", 400), ("warn_days__lte", 200)
                ),
                name="step_rule_days_are_within_a_year",
            ),
        ),
    ]
