import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(error_messages={'unique': 'This user name is taken.'}, max_length=60, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='user name')),
                ('commission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('official', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account', to='organization.official', verbose_name='official')),
                ('display_name', models.CharField(max_length=60, verbose_name='name shown')),
                ('is_active', models.BooleanField(default=False, verbose_name='in force')),
                ('locked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='locked')),
                ('prepared_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='must change the password')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='opened')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail address')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'ordering': ['username'],
                'indexes': [models.Index(fields=['commission', 'username'], name='account_name')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='account_name_unique', violation_error_message='This user name is taken.'), models.CheckConstraint(condition=models.Q(('locked_at__isnull', True), ('is_active', False), _connector='OR'), name='account_locked_is_not_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Administration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='administrations', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('office', models.CharField(choices=[('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('auditor', 'Security auditor')], max_length=20, verbose_name='office of administration')),
                ('from_on', models.DateField(verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'appointment of an administrator',
                'verbose_name_plural': 'appointments of administrators',
                'ordering': ['office', '-from_on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('commission', 'user'), name='administration_one_open_office'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='administration_ends_after_start')],
                'indexes': [],
            },
        ),
    ]
