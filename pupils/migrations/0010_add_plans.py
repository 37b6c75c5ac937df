"""Plans: their kinds and sections as data, versions, and the rows that stand in them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0009_add_concerns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanKind",
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
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "about",
                    models.CharField(blank=True, max_length=300, verbose_name="what it is for"),
                ),
                (
                    "is_statutory",
                    models.BooleanField(
                        default=False, verbose_name="issued by the local authority"
                    ),
                ),
                (
                    "has_cycles",
                    models.BooleanField(default=False, verbose_name="assess, plan, do, review"),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="months between reviews"
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
                "verbose_name": "kind of plan",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                            ("ended", "Ended"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                (
                    "ended_because",
                    models.CharField(blank=True, max_length=300, verbose_name="why it ended"),
                ),
                ("review_on", models.DateField(verbose_name="next review")),
                (
                    "authority",
                    models.CharField(blank=True, max_length=80, verbose_name="local authority"),
                ),
                (
                    "final_on",
                    models.DateField(blank=True, null=True, verbose_name="final plan dated"),
                ),
                (
                    "parents_told_on",
                    models.DateField(blank=True, null=True, verbose_name="parents told"),
                ),
                (
                    "made_because",
                    models.CharField(blank=True, max_length=300, verbose_name="why this version"),
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
                        related_name="plans",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.plankind",
                    ),
                ),
            ],
            options={
                "ordering": ["kind__order", "-number"],
            },
        ),
        migrations.CreateModel(
            name="PlanNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.TextField(max_length=2000, verbose_name="the need in words")),
                (
                    "need_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.needtype",
                        verbose_name="type of need",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.TextField(max_length=2000, verbose_name="outcome")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                (
                    "strand",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employment", "Education and employment"),
                            ("living", "Independent living"),
                            ("community", "Friends and community"),
                            ("health", "Good health"),
                        ],
                        max_length=10,
                        verbose_name="preparing for adulthood",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
                    ),
                ),
                (
                    "needs",
                    models.ManyToManyField(
                        blank=True, related_name="outcomes", to="pupils.planneed"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanPrompt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section_code", models.SlugField(max_length=30, verbose_name="section")),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("label", models.CharField(max_length=80, verbose_name="label")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["section_code", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section_code", "code"), name="plan_prompt_stands_once_in_a_section"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
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
                ("kind_code", models.SlugField(max_length=30, verbose_name="kind of plan")),
                ("letter", models.CharField(blank=True, max_length=3, verbose_name="letter")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "hint",
                    models.CharField(blank=True, max_length=300, verbose_name="what stands here"),
                ),
                (
                    "face",
                    models.CharField(
                        choices=[
                            ("texts", "Texts"),
                            ("needs", "Needs"),
                            ("outcomes", "Outcomes"),
                            ("steps", "Shorter steps"),
                            ("provision", "Provision"),
                            ("budget", "Personal budget"),
                            ("advice", "Advice"),
                        ],
                        max_length=10,
                        verbose_name="face",
                    ),
                ),
                (
                    "is_summary",
                    models.BooleanField(
                        default=False, verbose_name="read by adults who work with the pupil"
                    ),
                ),
                (
                    "is_educational",
                    models.BooleanField(default=False, verbose_name="each need must be met"),
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
                "verbose_name": "section of a plan",
                "ordering": ["kind_code", "order"],
            },
        ),
        migrations.CreateModel(
            name="PlanText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("prompt", models.SlugField(max_length=30, verbose_name="prompt")),
                ("words", models.TextField(blank=True, max_length=4000, verbose_name="words")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("what", models.TextField(max_length=2000, verbose_name="what")),
                (
                    "who",
                    models.CharField(blank=True, max_length=120, verbose_name="who delivers it"),
                ),
                (
                    "qualification",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="with which qualification"
                    ),
                ),
                (
                    "group_size",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="pupils in the group, at most"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minutes each time"
                    ),
                ),
                (
                    "times",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="times"),
                ),
                (
                    "per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "a school day"),
                            ("week", "a week"),
                            ("fortnight", "a fortnight"),
                            ("term", "a term"),
                            ("year", "a year"),
                        ],
                        max_length=9,
                        verbose_name="in each",
                    ),
                ),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="for how many weeks"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "setting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("class", "in class"),
                            ("out", "out of class"),
                            ("both", "in and out of class"),
                            ("elsewhere", "outside school"),
                        ],
                        max_length=9,
                        verbose_name="where",
                    ),
                ),
                (
                    "needs",
                    models.ManyToManyField(
                        blank=True, related_name="provision", to="pupils.planneed"
                    ),
                ),
                (
                    "outcomes",
                    models.ManyToManyField(
                        blank=True, related_name="provision", to="pupils.outcome"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutcomeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.CharField(max_length=400, verbose_name="target")),
                (
                    "criterion",
                    models.CharField(blank=True, max_length=300, verbose_name="reached when"),
                ),
                (
                    "baseline",
                    models.CharField(blank=True, max_length=300, verbose_name="where it starts"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="pupils.outcome",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"), name="outcomestep_stands_once_in_a_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="outcome_step_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=200, verbose_name="report or advice")),
                ("author", models.CharField(blank=True, max_length=120, verbose_name="by")),
                ("role", models.CharField(blank=True, max_length=120, verbose_name="role")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
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
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"), name="planadvice_stands_once_in_a_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="plan_advice_has_a_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=30, verbose_name="section")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                ("is_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("what", models.CharField(max_length=300, verbose_name="for what")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="amount, pounds"
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[("week", "week"), ("term", "term"), ("year", "year")],
                        default="year",
                        max_length=5,
                        verbose_name="each",
                    ),
                ),
                (
                    "is_direct",
                    models.BooleanField(default=False, verbose_name="paid directly to the family"),
                ),
                (
                    "outcomes",
                    models.ManyToManyField(blank=True, related_name="budgets", to="pupils.outcome"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="pupils.plan",
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
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"), name="planbudget_stands_once_in_a_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="plan_budget_is_not_negative"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="plankind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="plan_kind_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="plankind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="plan_kind_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plankind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="plan_kind_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="plankind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_months__isnull", True),
                    models.Q(("review_months__gte", 1), ("review_months__lte", 36)),
                    _connector="OR",
                ),
                name="plan_kind_review_is_1_to_36_months",
            ),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["school", "state", "review_on"], name="plan_by_review"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "current")),
                fields=("pupil", "kind"),
                name="pupil_has_one_current_plan_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("pupil", "kind"),
                name="pupil_has_one_draft_plan_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("pupil", "kind", "number"), name="plan_number_stands_once_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("starts_on__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("starts_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="plan_has_a_first_day_once_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("review_on__gt", models.F("starts_on")),
                    _connector="OR",
                ),
                name="plan_is_reviewed_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ends_on__isnull", False),
                        ("state", "ended"),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "ended"), _negated=True),
                        ("ended_because", ""),
                        ("ends_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="plan_that_ended_says_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="planneed",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="planneed_stands_once_in_a_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="planneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="planned_need_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="outcome_stands_once_in_a_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="outcome_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="plansection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="plan_section_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="plansection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="plan_section_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plansection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="plan_section_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantext",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="plantext_stands_once_in_a_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="plantext",
            constraint=models.UniqueConstraint(
                fields=("plan", "section", "prompt"), name="prompt_is_answered_once_in_a_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="provision_stands_once_in_a_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="provision_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes__isnull", True),
                    models.Q(("minutes__gte", 1), ("minutes__lte", 1500)),
                    _connector="OR",
                ),
                name="provision_minutes_are_1_to_1500",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("per", ""), ("times__isnull", True)),
                    models.Q(
                        ("times__gte", 1), ("times__lte", 100), models.Q(("per", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="provision_times_are_counted_in_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group_size__isnull", True),
                    models.Q(("group_size__gte", 1), ("group_size__lte", 40)),
                    _connector="OR",
                ),
                name="provision_group_is_1_to_40",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weeks__isnull", True),
                    models.Q(("weeks__gte", 1), ("weeks__lte", 52)),
                    _connector="OR",
                ),
                name="provision_weeks_are_1_to_52",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="provision_ends_after_it_starts",
            ),
        ),
    ]
