import datetime
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'sector',
                'verbose_name_plural': 'sectors',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'name'), name='sector_name_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='unit code')),
                ('name', models.CharField(max_length=200, verbose_name='unit name')),
                ('initials', models.CharField(blank=True, editable=False, max_length=200)),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='nature of the unit')),
                ('headcount', models.PositiveIntegerField(blank=True, null=True, verbose_name='staff')),
                ('is_key', models.BooleanField(default=False, verbose_name='key unit')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='dissolved on')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='organization.unit', verbose_name='merged into')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['code'],
                'indexes': [models.Index(fields=['commission', 'name'], name='unit_name')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='unit_code_unique'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('dissolved_on__isnull', False), _connector='OR'), name='unit_merged_is_dissolved'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='unit_is_not_its_own_successor')],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='organization.unit', verbose_name='unit')),
                ('name', models.CharField(max_length=200, verbose_name='unit name')),
                ('until_on', models.DateField(verbose_name='day of the end')),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['unit', 'until_on'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'unit', 'until_on'), name='former_name_one_a_day')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('from_on', models.DateField(verbose_name='first day')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='day of the end')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='organization.unit', verbose_name='unit')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organization.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'placement',
                'verbose_name_plural': 'placements',
                'ordering': ['unit', 'from_on'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'unit', 'from_on'), name='placement_start_unique'), models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('commission', 'unit'), name='placement_one_open'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='placement_ends_after_start', violation_error_message='The end must be later than the beginning.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ResidentGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='group code')),
                ('name', models.CharField(max_length=200, verbose_name='group name')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resident_groups', to='organization.unit', verbose_name='host unit')),
                ('posts', models.PositiveSmallIntegerField(verbose_name='posts')),
            ],
            options={
                'verbose_name': 'resident group',
                'verbose_name_plural': 'resident groups',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='resident_group_code_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='CompositeGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='group code')),
                ('name', models.CharField(max_length=200, verbose_name='group name')),
                ('established_on', models.DateField(verbose_name='established on')),
            ],
            options={
                'verbose_name': 'composite group',
                'verbose_name_plural': 'composite groups',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='composite_group_code_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('from_on', models.DateField(verbose_name='first day')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='day of the end')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charges', to='organization.compositegroup', verbose_name='composite group')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='organization.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'charge',
                'verbose_name_plural': 'charges',
                'ordering': ['group', 'from_on'],
                'constraints': [models.UniqueConstraint(fields=('commission', 'group', 'sector', 'from_on'), name='charge_start_unique'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='charge_ends_after_start', violation_error_message='The end must be later than the beginning.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=64, verbose_name='person code')),
                ('name', models.CharField(max_length=60, verbose_name='full name')),
                ('initials', models.CharField(blank=True, editable=False, max_length=60)),
                ('gender', models.CharField(blank=True, choices=[('man', 'man'), ('woman', 'woman')], max_length=10, verbose_name='gender')),
                ('rank', models.CharField(choices=[('county_chief', 'County level, chief'), ('county_deputy', 'County level, deputy'), ('section_chief', 'Section level, chief'), ('section_deputy', 'Section level, deputy'), ('other', 'Other')], max_length=20, verbose_name='rank')),
            ],
            options={
                'verbose_name': 'official',
                'verbose_name_plural': 'officials',
                'ordering': ['code'],
                'indexes': [models.Index(fields=['commission', 'name'], name='official_name')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'code'), name='official_code_unique')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('from_on', models.DateField(verbose_name='first day')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='day of the end')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='organization.official', verbose_name='official')),
                ('post', models.CharField(choices=[('liaison', 'Liaison member'), ('leader', 'Group leader'), ('deputy', 'Group deputy leader'), ('member', 'Group member'), ('resident_leader', 'Resident leader'), ('resident_deputy', 'Resident deputy leader'), ('resident_member', 'Resident group member'), ('unit_head', "Head of the unit's leadership"), ('team_member', 'Leadership team member'), ('contact', 'Unit contact'), ('secretary', 'Commission secretary'), ('deputy_secretary', 'Commission deputy secretary'), ('standing_member', 'Standing committee member'), ('office', 'Commission office'), ('petition_office', 'Petition office'), ('case_office', 'Case office')], max_length=20, verbose_name='post')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organization.unit', verbose_name='unit')),
                ('resident_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organization.residentgroup', verbose_name='resident group')),
                ('composite_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organization.compositegroup', verbose_name='composite group')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organization.official', verbose_name='who takes the open matters over')),
                ('to_head', models.BooleanField(default=False, verbose_name='open matters go to who heads the place')),
                ('handed_over_on', models.DateField(blank=True, editable=False, null=True, verbose_name='open matters handed over on')),
            ],
            options={
                'verbose_name': 'posting',
                'verbose_name_plural': 'postings',
                'ordering': ['-from_on', 'pk'],
                'indexes': [models.Index(fields=['commission', 'post', 'from_on'], name='posting_post'), models.Index(condition=models.Q(('handed_over_on__isnull', True), ('until_on__isnull', False)), fields=['commission', 'until_on'], name='posting_to_hand_over'), models.Index(fields=['official', 'from_on'], name='posting_official')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='posting_ends_after_start', violation_error_message='The end must be later than the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('composite_group__isnull', True), ('post__in', ['secretary', 'deputy_secretary', 'standing_member', 'office', 'petition_office', 'case_office']), ('resident_group__isnull', True), ('unit__isnull', True)), models.Q(('composite_group__isnull', True), ('post__in', ['unit_head', 'team_member', 'contact']), ('resident_group__isnull', True), ('unit__isnull', False)), models.Q(('composite_group__isnull', True), ('post__in', ['resident_leader', 'resident_deputy', 'resident_member']), ('resident_group__isnull', False), ('unit__isnull', True)), models.Q(('composite_group__isnull', False), ('post__in', ['liaison', 'leader', 'deputy', 'member']), ('resident_group__isnull', True), ('unit__isnull', True)), _connector='OR'), name='posting_target_fits_post', violation_error_message='This post is not held at such a place.'), models.UniqueConstraint(models.F('commission'), models.F('official'), models.F('post'), django.db.models.functions.comparison.Coalesce('unit', 0), django.db.models.functions.comparison.Coalesce('resident_group', 0), django.db.models.functions.comparison.Coalesce('composite_group', 0), models.F('from_on'), name='posting_start_unique')],
            },
        ),
        migrations.CreateModel(
            name='RecusalGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusal_grounds', to='organization.official', verbose_name='official')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organization.unit', verbose_name='unit')),
                ('relative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organization.official', verbose_name='related person')),
                ('reason', models.CharField(max_length=200, verbose_name='ground')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='day of the end')),
            ],
            options={
                'verbose_name': 'ground of recusal',
                'verbose_name_plural': 'grounds of recusal',
                'ordering': ['official', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('relative__isnull', True), ('unit__isnull', False)), models.Q(('relative__isnull', False), ('unit__isnull', True)), _connector='OR'), name='recusal_one_of_unit_and_relative', violation_error_message='Name either a unit or a related person.'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('from_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='recusal_ends_after_start', violation_error_message='The end must be later than the beginning.'), models.UniqueConstraint(models.F('commission'), models.F('official'), django.db.models.functions.comparison.Coalesce('unit', 0), django.db.models.functions.comparison.Coalesce('relative', 0), django.db.models.functions.comparison.Coalesce('from_on', datetime.date(1900, 1, 1)), name='recusal_start_unique')],
                'indexes': [],
            },
        ),
    ]
