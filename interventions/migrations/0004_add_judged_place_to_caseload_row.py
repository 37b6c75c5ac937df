"""Lets a caseload row say which place its verdict is about, with that place's dose."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0003_seed_measures"),
    ]

    operations = [
        migrations.AddField(
            model_name="caseloadrow",
            name="minutes_planned",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="caseloadrow",
            name="judged_place",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="interventions.place",
            ),
        ),
        migrations.AddField(
            model_name="caseloadrow",
            name="judged_attended",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="caseloadrow",
            name="judged_planned",
            field=models.IntegerField(default=0),
        ),
    ]
