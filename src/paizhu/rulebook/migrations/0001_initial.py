import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StricterLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('limit_key', models.CharField(max_length=60, verbose_name='time limit or amount')),
                ('amount', models.PositiveIntegerField(verbose_name='value')),
                ('unit', models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('months', 'months'), ('people', 'people'), ('answers', 'valid ballots')], max_length=20, verbose_name='unit of measure')),
                ('from_on', models.DateField(verbose_name='holds from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='holds until')),
                ('reason', models.CharField(max_length=300, verbose_name='reason for it')),
            ],
            options={
                'verbose_name': 'value of our own',
                'verbose_name_plural': 'values of our own',
                'ordering': ['limit_key', '-from_on', '-pk'],
                'indexes': [models.Index(fields=['commission', 'limit_key', 'from_on'], name='own_limit_key')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='own_limit_ends_after_start'), models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('commission', 'limit_key'), name='own_limit_one_open')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='calendar day')),
                ('is_working_day', models.BooleanField(verbose_name='working day')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='what day it is')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'day of the working calendar',
                'verbose_name_plural': 'days of the working calendar',
                'ordering': ['day'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='SettledYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, validators=[django.core.validators.MinValueValidator(1949), django.core.validators.MaxValueValidator(2199)], verbose_name='calendar year')),
                ('source', models.CharField(max_length=200, verbose_name='source of the list')),
            ],
            options={
                'verbose_name': 'settled year',
                'verbose_name_plural': 'settled years',
                'ordering': ['year'],
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
