import django.core.validators
import django.db.models.deletion
import django_fsm
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('organization', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rectification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='number')),
                ('source', models.CharField(max_length=40, verbose_name='where it comes from')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='organization.unit', verbose_name='unit')),
                ('addressee', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.official', verbose_name='addressed to')),
                ('group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='organization.compositegroup', verbose_name='composite group')),
                ('keeper', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_rectifications', to='organization.official', verbose_name='followed by')),
                ('problem', models.TextField(max_length=4000, validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='what is to be put right')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be put right by')),
                ('wanted_on', models.DateField(blank=True, null=True, verbose_name='extension asked for, until')),
                ('state', django_fsm.FSMField(choices=[('issued', 'Issued, not yet accepted'), ('disputed', 'Disputed by the unit'), ('planning', 'Plan being made'), ('plan_submitted', 'Plan submitted'), ('rectifying', 'Being put right'), ('reported', 'Reported done'), ('closed', 'Closed out'), ('declined', 'Not adopted')], default='issued', max_length=50, protected=True, verbose_name='state')),
                ('since', models.DateField(verbose_name='in this state since')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed for at')),
                ('signed_by', models.CharField(blank=True, max_length=200, verbose_name='signed for by')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed out on')),
                ('recheck_on', models.DateField(blank=True, null=True, verbose_name='re-check due on')),
                ('rechecked_on', models.DateField(blank=True, null=True, verbose_name='re-checked on')),
                ('rung', models.PositiveSmallIntegerField(default=0, verbose_name='rung of the ladder')),
                ('rung_on', models.DateField(blank=True, null=True, verbose_name='rung reached on')),
            ],
            options={
                'verbose_name': 'rectification',
                'verbose_name_plural': 'rectifications',
                'ordering': ['-issued_on', '-pk'],
                'indexes': [models.Index(fields=['commission', '-issued_on', '-id'], name='rectification_newest'), models.Index(fields=['commission', 'state', 'due_on'], name='rectification_due'), models.Index(fields=['unit', 'state'], name='rectification_unit'), models.Index(fields=['group', 'state'], name='rectification_group'), models.Index(condition=models.Q(('keeper__isnull', False)), fields=['keeper', 'state'], name='rectification_keeper'), models.Index(condition=models.Q(('addressee__isnull', False)), fields=['addressee'], name='rectification_addressee'), models.Index(condition=models.Q(('recheck_on__isnull', False), ('rechecked_on__isnull', True)), fields=['unit', 'recheck_on'], name='rectification_to_recheck')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='rectification_code'), models.CheckConstraint(condition=models.Q(('state__in', ['issued', 'disputed', 'planning', 'plan_submitted', 'rectifying', 'reported', 'closed', 'declined'])), name='rectification_state'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='rectification_closed_day', violation_error_message='What is closed out has a closing day, anything else has none.'), models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('due_on__gte', models.F('issued_on')), _connector='OR'), models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('issued_on')), _connector='OR')), name='rectification_days', violation_error_message='A deadline or a close-out cannot lie before the issue.'), models.CheckConstraint(condition=models.Q(('state', 'closed'), models.Q(('recheck_on__isnull', True), ('rechecked_on__isnull', True)), _connector='OR'), name='rectification_recheck'), models.CheckConstraint(condition=models.Q(models.Q(('rung', 0), ('rung_on__isnull', True)), models.Q(('rung__gte', 1), ('rung__lte', 5), ('rung_on__isnull', False)), _connector='OR'), name='rectification_rung'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by', '')), models.Q(('signed_at__isnull', False), models.Q(('signed_by', ''), _negated=True)), _connector='OR'), name='rectification_signed')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='rectification.rectification', verbose_name='rectification')),
                ('what', models.CharField(max_length=500, verbose_name='measure')),
                ('leader', models.CharField(max_length=60, verbose_name='responsible leader')),
                ('staff', models.CharField(blank=True, max_length=200, verbose_name='who does it')),
                ('until_on', models.DateField(verbose_name='to be done by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('leader', ''), _negated=True)), name='measure_what_and_who')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='rectification.rectification', verbose_name='rectification')),
                ('kind', models.CharField(choices=[('before', 'before the due day'), ('answer', "the group's answer"), ('recheck', 're-check'), ('ladder', 'ladder of letters')], max_length=10, verbose_name='kind')),
                ('for_day', models.DateField(verbose_name='for the day')),
                ('rung', models.PositiveSmallIntegerField(default=0, verbose_name='rung of the ladder')),
                ('sent_on', models.DateField(verbose_name='sent on')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'ordering': ['-sent_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('rectification', 'kind', 'for_day', 'rung'), name='reminder_once')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='rectification.rectification', verbose_name='rectification')),
                ('side', models.CharField(choices=[('unit', 'Unit'), ('group', 'The group')], max_length=10, verbose_name='side')),
                ('step', models.CharField(max_length=20, verbose_name='step')),
                ('text', models.TextField(blank=True, max_length=4000, validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='words')),
                ('day', models.DateField(blank=True, null=True, verbose_name='day concerned')),
                ('said_at', models.DateTimeField(verbose_name='said at')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.official', verbose_name='said by')),
                ('said_name', models.CharField(max_length=200, verbose_name='name')),
                ('is_noted', models.BooleanField(default=False, verbose_name='noted by the group for the unit')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
                'ordering': ['said_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('side__in', ['unit', 'group'])), name='voice_side')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='rectification.rectification', verbose_name='rectification')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='rectification.voice', verbose_name='word')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='file')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='WorkingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='rectification.rectification', verbose_name='rectification')),
                ('text', models.TextField(max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='note')),
                ('noted_at', models.DateTimeField(verbose_name='noted at')),
                ('noted_name', models.CharField(max_length=200, verbose_name='name')),
            ],
            options={
                'verbose_name': 'working note',
                'verbose_name_plural': 'working notes',
                'ordering': ['-noted_at', '-pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
