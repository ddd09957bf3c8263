import django.db.models.deletion
import django.utils.timezone
import django_fsm
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
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.official', verbose_name='recipient')),
                ('kind', models.CharField(max_length=80, verbose_name='kind of notice')),
                ('number', models.CharField(max_length=64, verbose_name='number of the matter')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due by')),
                ('url', models.CharField(max_length=300, verbose_name='address')),
                ('about_label', models.CharField(max_length=80, verbose_name='kind of matter told of')),
                ('about_id', models.BigIntegerField(verbose_name='matter told of')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='came')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='when read')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='done')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True), ('read_at__isnull', True)), fields=['commission', 'recipient'], name='notice_unread'), models.Index(fields=['commission', 'recipient', '-made_at'], name='notice_inbox'), models.Index(fields=['commission', 'about_label', 'about_id'], name='notice_about'), models.Index(fields=['commission', 'recipient', 'about_label'], name='notice_told_of')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('read_at__isnull', True)), fields=('commission', 'recipient', 'kind', 'about_label', 'about_id', 'due_on'), name='notice_never_doubles'), models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('due_on__isnull', True), ('read_at__isnull', True)), fields=('commission', 'recipient', 'kind', 'about_label', 'about_id'), name='notice_without_a_day_never_doubles'), models.CheckConstraint(condition=models.Q(('url__startswith', '/')), name='notice_leads_into_the_house')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('mail', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day, in the morning'), ('none', 'not at all')], default='at_once', max_length=10, verbose_name='by mail')),
            ],
            options={
                'verbose_name': 'wish how to hear of notices',
                'verbose_name_plural': 'wishes how to hear of notices',
                'constraints': [models.UniqueConstraint(fields=('commission', 'user'), name='delivery_unique')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('channel', models.CharField(choices=[('mail', 'mail'), ('digest', 'daily digest'), ('webhook', 'webhook')], max_length=10, verbose_name='way')),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.notice', verbose_name='notice')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('state', django_fsm.FSMField(choices=[('waiting', 'waiting to be sent'), ('sent', 'sent out'), ('dropped', 'no longer needed'), ('given_up', 'could not be sent')], default='waiting', max_length=50, protected=True, verbose_name='state')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('error', models.CharField(blank=True, max_length=120, verbose_name='kind of fault')),
            ],
            options={
                'verbose_name': 'sending',
                'verbose_name_plural': 'sendings',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='sending_waiting'), models.Index(fields=['commission', '-made_at'], name='sending_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('notice__isnull', False)), fields=('commission', 'notice', 'channel'), name='sending_once_a_notice_and_way'), models.UniqueConstraint(condition=models.Q(('channel', 'digest')), fields=('commission', 'recipient', 'on'), name='sending_one_digest_a_day'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'dropped', 'given_up'])), name='sending_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='sending_ended_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'digest'), ('notice__isnull', True)), models.Q(models.Q(('channel', 'digest'), _negated=True), ('notice__isnull', False)), _connector='OR'), name='sending_digest_is_about_no_single_notice')],
            },
        ),
    ]
