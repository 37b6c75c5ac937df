"""Lets a place's total say what its scores say; ``manage.py recount --repair`` fills rows that stand already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0004_add_judged_place_to_caseload_row"),
    ]

    operations = [
        migrations.AddField(
            model_name="placetotal",
            name="pace",
            field=models.FloatField(null=True),
        ),
    ]
