import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('job', models.CharField(max_length=80, verbose_name='job')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('outcome', models.CharField(choices=[('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('lost', 'broken off')], default='running', max_length=10, verbose_name='outcome')),
                ('attempts', models.PositiveSmallIntegerField(default=1, verbose_name='attempts')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='things done')),
                ('error', models.CharField(blank=True, max_length=120, verbose_name='kind of fault')),
                ('worker', models.CharField(blank=True, max_length=120, verbose_name='worker')),
            ],
            options={
                'verbose_name': 'run of a due job',
                'verbose_name_plural': 'runs of due jobs',
                'ordering': ['-due_at', '-pk'],
                'indexes': [models.Index(fields=['job', '-due_at'], name='job_run_latest')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'job', 'due_at'), name='job_run_once_a_commission'), models.UniqueConstraint(condition=models.Q(('commission__isnull', True)), fields=('job', 'due_at'), name='job_run_once_an_installation'), models.UniqueConstraint(condition=models.Q(('outcome', 'running')), fields=('commission', 'job'), name='job_runs_one_at_a_time'), models.UniqueConstraint(condition=models.Q(('commission__isnull', True), ('outcome', 'running')), fields=('job',), name='job_of_installation_runs_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('outcome', 'running')), models.Q(models.Q(('outcome', 'running'), _negated=True), ('ended_at__gte', models.F('started_at'))), _connector='OR'), name='job_run_ends_with_an_outcome')],
            },
        ),
    ]
