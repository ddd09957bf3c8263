import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('organization', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='organization.compositegroup', verbose_name='composite group')),
                ('span', models.CharField(choices=[('week', 'Week'), ('month', 'Month')], max_length=10, verbose_name='period')),
                ('start', models.DateField(verbose_name='first day of the period')),
                ('handed_in_at', models.DateTimeField(verbose_name='handed in')),
                ('handed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('figures', models.JSONField(verbose_name='figures as handed in')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
            ],
            options={
                'verbose_name': 'summary of a group',
                'verbose_name_plural': 'summaries of groups',
                'ordering': ['-start', 'group'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'group', 'span', 'start'), name='summary_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='SummaryReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='reporting.summary')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('opened_at', models.DateTimeField(verbose_name='read at')),
            ],
            options={
                'verbose_name': 'receipt of a summary',
                'verbose_name_plural': 'receipts of summaries',
                'ordering': ['opened_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('summary', 'reader'), name='summary_reading_unique')],
                'indexes': [],
            },
        ),
    ]
