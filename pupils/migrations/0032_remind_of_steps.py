"""Steps keep when their owner was reminded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0031_seed_steps_of_assessments"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="owner reminded"),
        ),
    ]
