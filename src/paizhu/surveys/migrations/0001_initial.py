import django.core.validators
import django.db.models.deletion
import django_fsm
import paizhu.surveys.models.ballots
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_initial'),
        ('oversight', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='survey code')),
                ('kind', models.CharField(choices=[('questionnaire', 'Questionnaire'), ('appraisal', 'Democratic appraisal'), ('opinions', 'Collection of opinions')], max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='organization.compositegroup', verbose_name='composite group')),
                ('definition', models.JSONField(verbose_name='definition')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='fingerprint')),
                ('minimum', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(50)], verbose_name='fewest ballots shown')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('state', django_fsm.FSMField(choices=[('draft', 'being designed'), ('issued', 'issued'), ('closed', 'closed'), ('withdrawn', 'withdrawn')], default='draft', max_length=50, protected=True, verbose_name='state')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('public_key', models.BinaryField(blank=True, default=b'', max_length=32, verbose_name='public key')),
                ('keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='organization.official', verbose_name='seen to by')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_rounds', to='surveys.survey', verbose_name='earlier round')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='oversight.activity', verbose_name='activity')),
            ],
            options={
                'verbose_name': 'survey',
                'verbose_name_plural': 'surveys',
                'ordering': ['-opens_at', '-pk'],
                'indexes': [models.Index(fields=['commission', '-opens_at', '-id'], name='survey_newest')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='survey_code_unique'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'issued', 'closed', 'withdrawn'])), name='survey_state_known'), models.CheckConstraint(condition=models.Q(('minimum__gte', 3)), name='survey_minimum_kept'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='survey_closes_after_opening', violation_error_message='The survey must close after it opens.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('state', 'withdrawn'), models.Q(('issued_on__isnull', False), models.Q(('fingerprint', ''), _negated=True)), _connector='OR'), name='survey_issued_is_frozen')],
            },
        ),
        migrations.CreateModel(
            name='BallotClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='classes', to='surveys.survey')),
                ('key', models.CharField(max_length=8, verbose_name='class')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='weight')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'ballot class',
                'verbose_name_plural': 'ballot classes',
                'ordering': ['survey', 'position'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'key'), name='ballotclass_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='SurveyUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='surveys.survey')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='organization.unit', verbose_name='unit')),
                ('members', models.JSONField(blank=True, default=list, verbose_name='members')),
                ('page', models.CharField(max_length=32, unique=True)),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
            ],
            options={
                'verbose_name': 'surveyed unit',
                'verbose_name_plural': 'surveyed units',
                'ordering': ['survey', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'unit'), name='surveyunit_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='surveys.survey')),
                ('survey_unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='surveys.surveyunit')),
                ('ballot_class', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allocations', to='surveys.ballotclass')),
                ('tickets', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(5000)], verbose_name='tickets')),
            ],
            options={
                'verbose_name': 'allocation of tickets',
                'verbose_name_plural': 'allocations of tickets',
                'constraints': [models.UniqueConstraint(fields=('survey_unit', 'ballot_class'), name='allocation_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='SurveyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('definition', models.JSONField(verbose_name='definition')),
            ],
            options={
                'verbose_name': 'survey template',
                'verbose_name_plural': 'survey templates',
                'ordering': ['commission', 'name'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'name'), name='surveytemplate_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigIntegerField(default=paizhu.surveys.models.ballots.random_key, primary_key=True, serialize=False)),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission')),
                ('survey', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='surveys.survey')),
                ('survey_unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='surveys.surveyunit')),
                ('ballot_class', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='surveys.ballotclass')),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('is_used', models.BooleanField(default=False, verbose_name='used')),
            ],
            options={
                'verbose_name': 'ballot ticket',
                'verbose_name_plural': 'ballot tickets',
                'indexes': [models.Index(fields=['survey', 'survey_unit'], name='ticket_survey')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigIntegerField(default=paizhu.surveys.models.ballots.random_key, primary_key=True, serialize=False)),
                ('commission', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission')),
                ('survey', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='surveys.survey')),
                ('sealed', models.BinaryField()),
            ],
            options={
                'verbose_name': 'sealed ballot',
                'verbose_name_plural': 'sealed ballots',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigIntegerField(default=paizhu.surveys.models.ballots.random_key, primary_key=True, serialize=False)),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission')),
                ('survey_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.surveyunit')),
                ('ballot_class', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.ballotclass')),
                ('answers', models.JSONField()),
                ('verdict', models.CharField(max_length=20)),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('survey', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tally', to='surveys.survey')),
                ('figures', models.JSONField(verbose_name='figures')),
                ('digest', models.CharField(max_length=64, verbose_name='fingerprint')),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.BigIntegerField(default=paizhu.surveys.models.ballots.random_key, primary_key=True, serialize=False)),
                ('survey_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='surveys.surveyunit')),
                ('question', models.CharField(max_length=60)),
                ('original', models.TextField(verbose_name='as written')),
                ('is_shown', models.BooleanField(default=False)),
                ('theme', models.CharField(blank=True, max_length=60, verbose_name='theme')),
                ('addressee', models.CharField(default='team', max_length=24, verbose_name='addressee')),
                ('wording', models.TextField(blank=True, max_length=2000, verbose_name='new wording')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was dropped')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='surveys.voice')),
                ('opinion', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voice', to='oversight.opinion')),
                ('state', django_fsm.FSMField(choices=[('received', 'to be sorted'), ('kept', 'reworded'), ('merged', 'merged into another'), ('dropped', 'dropped'), ('fed_back', 'fed back')], default='received', max_length=50, protected=True, verbose_name='state')),
            ],
            options={
                'verbose_name': 'free text',
                'verbose_name_plural': 'free texts',
                'ordering': ['survey_unit', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'kept', 'merged', 'dropped', 'fed_back'])), name='voice_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='voice_dropped_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='voice_merged_has_goal'), models.CheckConstraint(condition=models.Q(models.Q(('opinion__isnull', False), ('state', 'fed_back')), models.Q(models.Q(('state', 'fed_back'), _negated=True), ('opinion__isnull', True)), _connector='OR'), name='voice_fed_back_has_opinion')],
                'indexes': [],
            },
        ),
    ]
