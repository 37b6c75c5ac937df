"""Until when a record is open to a person in an emergency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0005_add_sign_ins"),
    ]

    operations = [
        migrations.AddField(
            model_name="staffmember",
            name="emergency_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
