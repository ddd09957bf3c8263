"""Every opinion gets the rectification that it stands for; its own state becomes the short word of it."""

import django.db.models.deletion
from django.db import migrations, models

CHUNK = 2_000
STATES = {"raised": "issued"}


def make_rectifications(apps, schema_editor):
    """Make one rectification for each opinion that was given before there were any."""
    opinion_model = apps.get_model("oversight", "Opinion")
    model = apps.get_model("rectification", "Rectification")
    opinions = opinion_model.objects.select_related("activity").order_by("pk")
    batch = []
    for opinion in opinions.iterator(chunk_size=CHUNK):
        batch.append(opinion)
        if len(batch) == CHUNK:
            _tie(batch, model, opinion_model)
            batch = []
    if batch:
        _tie(batch, model, opinion_model)


def _tie(opinions, model, opinion_model):
    made = model.objects.bulk_create(
        [
            model(
                commission_id=opinion.commission_id,
                code=opinion.code,
                source="opinion",
                unit_id=opinion.unit_id,
                group_id=opinion.activity.group_id,
                problem=opinion.content,
                issued_on=opinion.made_on,
                due_on=opinion.due_on,
                state=STATES.get(opinion.state, opinion.state),
                since=opinion.closed_on or opinion.made_on,
                closed_on=opinion.closed_on,
            )
            for opinion in opinions
        ]
    )
    for opinion, rectification in zip(opinions, made, strict=True):
        opinion.rectification_id = rectification.pk
    opinion_model.objects.bulk_update(opinions, ["rectification"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0004_records"),
        ("rectification", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="rectification",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinion",
                to="rectification.rectification",
                verbose_name="rectification",
            ),
        ),
        migrations.RunPython(make_rectifications, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="opinion",
            name="state",
            field=models.CharField(
                choices=[
                    ("raised", "Raised"),
                    ("rectifying", "Being put right"),
                    ("reported", "Reported done"),
                    ("closed", "Closed out"),
                    ("declined", "Not adopted"),
                ],
                default="raised",
                max_length=50,
                verbose_name="state",
            ),
        ),
    ]
