import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='digest')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='address made')),
                ('last_used_on', models.DateField(blank=True, editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked')),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('commission', 'user'), name='feed_address_one_open')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('stored_as', models.CharField(editable=False, max_length=64, unique=True)),
                ('state', django_fsm.FSMField(choices=[('checking', 'being checked'), ('faulty', 'has faults'), ('ready', 'ready to be taken in'), ('importing', 'being taken in'), ('done', 'taken in'), ('failed', 'failed'), ('discarded', 'discarded')], default='checking', max_length=50, protected=True, verbose_name='state')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('counts', models.JSONField(blank=True, default=dict)),
                ('absent', models.JSONField(blank=True, default=list)),
                ('changes', models.JSONField(blank=True, default=list)),
                ('faults', models.JSONField(blank=True, default=list)),
                ('fault_count', models.PositiveIntegerField(default=0, verbose_name='faults')),
                ('problem', models.TextField(blank=True, verbose_name='problem')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-received_at', '-pk'],
                'indexes': [models.Index(fields=['commission', '-received_at', '-id'], name='import_run_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['checking', 'faulty', 'ready', 'importing', 'done', 'failed', 'discarded'])), name='import_run_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'importing')), fields=('commission',), name='import_run_one_at_a_time', violation_error_message='Another import is running. Wait until it has ended.')],
            },
        ),
    ]
