import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('chain', models.BigIntegerField(verbose_name='chain')),
                ('sequence', models.BigIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='time')),
                ('actor_id', models.BigIntegerField(null=True, verbose_name="actor's number")),
                ('actor_name', models.CharField(max_length=200, verbose_name='actor')),
                ('act', models.CharField(max_length=80, verbose_name='act')),
                ('subject_kind', models.CharField(max_length=80, verbose_name='kind of record')),
                ('subject_id', models.CharField(max_length=64, verbose_name='record')),
                ('subject_label', models.CharField(max_length=300, verbose_name="record's name")),
                ('detail_text', models.TextField(db_column='detail', default='{}', verbose_name='details')),
                ('previous_hash', models.CharField(max_length=64, verbose_name='hash of the record before')),
                ('hash', models.CharField(max_length=64, verbose_name='hash')),
            ],
            options={
                'verbose_name': 'trail record',
                'verbose_name_plural': 'trail records',
                'indexes': [models.Index(fields=['chain', 'at', 'id'], name='trail_at'), models.Index(fields=['chain', 'act', 'at', 'id'], name='trail_act'), models.Index(fields=['chain', 'actor_id', 'at', 'id'], name='trail_actor'), models.Index(fields=['chain', 'subject_kind', 'subject_id', 'at', 'id'], name='trail_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('id', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('chain'), '*', models.Value(1000000000000)), '+', models.F('sequence')))), name='trail_key_is_chain_and_number'), models.CheckConstraint(condition=models.Q(('chain__gte', 0), ('sequence__gt', 0), ('sequence__lt', 1000000000000)), name='trail_number_in_range')],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('chain', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
            options={
                'verbose_name': 'end of a chain',
                'verbose_name_plural': 'ends of chains',
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
