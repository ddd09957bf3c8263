"""No opinion without its rectification; apart from the step before, which PostgreSQL wants committed first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0005_opinion_rectification")]

    operations = [
        migrations.AlterField(
            model_name="opinion",
            name="rectification",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinion",
                to="rectification.rectification",
                verbose_name="rectification",
            ),
        ),
    ]
