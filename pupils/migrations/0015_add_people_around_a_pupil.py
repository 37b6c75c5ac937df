"""Families, court orders, the directory of agencies, involvements, and files kept with records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("pupils", "0014_add_paper_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner_kind", models.SlugField(max_length=20)),
                ("owner_id", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word document"),
                            ("xlsx", "Excel workbook"),
                            ("odt", "OpenDocument text"),
                            ("jpeg", "JPEG picture"),
                            ("png", "PNG picture"),
                            ("webp", "WebP picture"),
                            ("txt", "plain text"),
                        ],
                        max_length=4,
                        verbose_name="type",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "why",
                    models.CharField(max_length=200, verbose_name="what it is and why it is kept"),
                ),
                ("kept_at", models.DateTimeField(verbose_name="kept")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                (
                    "removed_why",
                    models.CharField(blank=True, max_length=200, verbose_name="why it was removed"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kept_by",
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
                        related_name="attachments",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
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
            ],
            options={
                "verbose_name": "file",
                "ordering": ["-kept_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgencyKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="service")),
                ("who", models.CharField(max_length=80, verbose_name="who comes")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="shown to few")),
                (
                    "chase_days",
                    models.PositiveSmallIntegerField(
                        verbose_name="days without news before asking again"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
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
                "verbose_name": "kind of agency",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "address",
                    models.TextField(blank=True, max_length=300, verbose_name="postal address"),
                ),
                (
                    "how_to_refer",
                    models.TextField(blank=True, max_length=600, verbose_name="how to refer"),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ("search_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="pupils.agencykind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "agency",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AttachmentContent",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="pupils.attachment",
                    ),
                ),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Carer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=20, verbose_name="title")),
                ("full_name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "called",
                    models.CharField(blank=True, max_length=80, verbose_name="how to address them"),
                ),
                (
                    "speaks",
                    models.CharField(blank=True, max_length=120, verbose_name="languages spoken"),
                ),
                (
                    "reads",
                    models.CharField(blank=True, max_length=120, verbose_name="languages read"),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[
                            ("no", "not needed"),
                            ("meetings", "for meetings"),
                            ("always", "for meetings and calls"),
                        ],
                        default="no",
                        max_length=8,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_for",
                    models.CharField(blank=True, max_length=60, verbose_name="interpreter for"),
                ),
                ("mobile", models.CharField(blank=True, max_length=30, verbose_name="mobile")),
                (
                    "phone",
                    models.CharField(blank=True, max_length=30, verbose_name="home telephone"),
                ),
                (
                    "work_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="work telephone"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "address",
                    models.TextField(blank=True, max_length=300, verbose_name="postal address"),
                ),
                (
                    "prefers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mobile", "mobile"),
                            ("phone", "home telephone"),
                            ("work_phone", "work telephone"),
                            ("text", "text message"),
                            ("email", "e-mail"),
                            ("address", "post"),
                        ],
                        max_length=10,
                        verbose_name="prefers to be reached by",
                    ),
                ),
                (
                    "best_times",
                    models.CharField(blank=True, max_length=120, verbose_name="best times"),
                ),
                ("notes", models.TextField(blank=True, max_length=1000, verbose_name="notes")),
                ("search_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "parent or carer",
                "ordering": ["full_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CarerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("mother", "mother"),
                            ("father", "father"),
                            ("stepparent", "step-parent"),
                            ("grandparent", "grandparent"),
                            ("relative", "other relative"),
                            ("sibling", "brother or sister"),
                            ("guardian", "guardian"),
                            ("foster", "foster carer"),
                            ("home", "children’s home"),
                            ("other", "other"),
                        ],
                        max_length=11,
                        verbose_name="relationship",
                    ),
                ),
                (
                    "detail",
                    models.CharField(blank=True, max_length=60, verbose_name="in their own words"),
                ),
                (
                    "responsibility",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="parental responsibility",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mother", "birth mother"),
                            ("married", "married to, or civil partner of, the mother"),
                            ("registered", "named on the birth certificate"),
                            ("agreement", "parental responsibility agreement"),
                            ("order", "court order"),
                            ("guardian", "special guardian or guardian"),
                            ("adoption", "adoption"),
                            ("care", "care order: shared with the local authority"),
                        ],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                (
                    "home",
                    models.CharField(
                        choices=[
                            ("yes", "lives with the pupil"),
                            ("part", "part of the week"),
                            ("no", "lives elsewhere"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=7,
                        verbose_name="lives with the pupil",
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(default=1, verbose_name="contact order"),
                ),
                (
                    "may_be_contacted",
                    models.BooleanField(default=True, verbose_name="may be contacted"),
                ),
                (
                    "receives_reports",
                    models.BooleanField(default=True, verbose_name="receives reports and letters"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "carer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="pupils.carer",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carer_links",
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
                "verbose_name": "link to a parent or carer",
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CourtOrder",
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
                            ("arrangements", "child arrangements order"),
                            ("prohibited", "prohibited steps order"),
                            ("specific", "specific issue order"),
                            ("molestation", "non-molestation order"),
                            ("guardianship", "special guardianship order"),
                            ("care", "care order"),
                            ("supervision", "supervision order"),
                            ("undertaking", "undertaking or bail condition"),
                            ("other", "other order"),
                        ],
                        max_length=12,
                        verbose_name="kind of order",
                    ),
                ),
                ("court", models.CharField(blank=True, max_length=120, verbose_name="court")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=40, verbose_name="case number"),
                ),
                ("made_on", models.DateField(verbose_name="in force from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="in force until")),
                ("seen_on", models.DateField(blank=True, null=True, verbose_name="copy seen on")),
                (
                    "do_this",
                    models.CharField(max_length=200, verbose_name="what adults at school do"),
                ),
                (
                    "detail",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the order says"
                    ),
                ),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="lifted on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="court_orders",
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
                "verbose_name": "court order",
                "ordering": ["-made_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="person")),
                (
                    "may_not_collect",
                    models.BooleanField(default=False, verbose_name="may not collect the pupil"),
                ),
                (
                    "may_not_contact",
                    models.BooleanField(
                        default=False, verbose_name="may have no contact at school"
                    ),
                ),
                (
                    "may_not_know",
                    models.BooleanField(default=False, verbose_name="may be told nothing"),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="limits",
                        to="pupils.courtorder",
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
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Professional",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="name")),
                ("role", models.CharField(blank=True, max_length=80, verbose_name="what they do")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "best_times",
                    models.CharField(blank=True, max_length=120, verbose_name="best times"),
                ),
                ("notes", models.TextField(blank=True, max_length=600, verbose_name="notes")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                ("search_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="professionals",
                        to="pupils.agency",
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
                "verbose_name": "professional",
                "ordering": ["full_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=300, verbose_name="why")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "next_visit_on",
                    models.DateField(blank=True, null=True, verbose_name="next visit"),
                ),
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
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
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.professional",
                        verbose_name="professional",
                    ),
                ),
            ],
            options={
                "verbose_name": "involvement",
                "ordering": ["-starts_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="agencykind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("code",),
                name="agency_kind_code_stands_once_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencykind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "code"),
                name="agency_kind_code_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencykind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="agency_kind_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencykind",
            constraint=models.CheckConstraint(
                condition=models.Q(("chase_days__gte", 1), ("chase_days__lte", 365)),
                name="agency_kind_asks_again_within_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True)),
                fields=("school", "name"),
                name="agency_name_stands_once_in_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="agency_has_a_name"
            ),
        ),
        migrations.AddField(
            model_name="attachmentcontent",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.school"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["pupil", "owner_kind"], name="attachment_by_pupil"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1)), name="attachment_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="attachment_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("removed_at__isnull", True),
                        ("removed_by__isnull", True),
                        ("removed_why", ""),
                    ),
                    models.Q(
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                        models.Q(("removed_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="attachment_removal_says_who_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("owner_kind", "owner_id", "sha256"),
                name="attachment_stands_once_with_a_record",
            ),
        ),
        migrations.AddIndex(
            model_name="carer",
            index=models.Index(fields=["school", "search_name"], name="carer_by_name"),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name", ""), _negated=True), name="carer_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interpreter", "no"),
                    models.Q(("interpreter_for", ""), _negated=True),
                    _connector="OR",
                ),
                name="carer_interpreter_says_for_which_language",
            ),
        ),
        migrations.AddIndex(
            model_name="carerlink",
            index=models.Index(fields=["carer", "pupil"], name="carer_link_by_carer"),
        ),
        migrations.AddConstraint(
            model_name="carerlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("pupil", "carer"),
                name="carer_is_linked_once_to_a_pupil",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsibility", "yes"), ("basis", ""), _connector="OR"),
                name="basis_stands_only_with_parental_responsibility",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__gte", 1), ("place__lte", 20)),
                name="carer_place_is_1_to_20",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("may_be_contacted", True), ("receives_reports", False), _connector="OR"
                ),
                name="who_may_not_be_contacted_gets_no_letters",
            ),
        ),
        migrations.AddIndex(
            model_name="courtorder",
            index=models.Index(
                condition=models.Q(("lifted_on__isnull", True)),
                fields=["pupil"],
                name="court_order_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("made_on")),
                    _connector="OR",
                ),
                name="court_order_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lifted_on__isnull", True),
                    ("lifted_on__gte", models.F("made_on")),
                    _connector="OR",
                ),
                name="court_order_is_lifted_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("do_this", ""), _negated=True),
                name="court_order_says_what_to_do",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderlimit",
            constraint=models.UniqueConstraint(
                fields=("order", "name"), name="order_names_a_person_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("may_not_collect", True),
                    ("may_not_contact", True),
                    ("may_not_know", True),
                    _connector="OR",
                ),
                name="order_limit_limits_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="professional",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True)),
                fields=("agency", "full_name"),
                name="professional_stands_once_in_an_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="professional",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name", ""), _negated=True), name="professional_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["professional", "pupil"], name="involvement_by_person"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="involvement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("pupil", "professional"),
                name="professional_is_involved_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
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
                name="involvement_consent_says_who_and_when",
            ),
        ),
    ]
