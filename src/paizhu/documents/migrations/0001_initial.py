import django.db.models.deletion
import django.utils.timezone
import paizhu.documents.models
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
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commission', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.commission', verbose_name='commission')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(default=paizhu.documents.models._new_key, editable=False, max_length=32, verbose_name='key')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('type', models.CharField(max_length=120, verbose_name='content type')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('kept_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='kept')),
                ('kept_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kept by')),
                ('condition', models.CharField(choices=[('whole', 'whole'), ('missing', 'not on the disk'), ('damaged', 'damaged')], default='whole', max_length=10, verbose_name='condition')),
                ('looked_at', models.DateTimeField(editable=False, null=True, verbose_name='last look')),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
                'ordering': ['kept_at', 'pk'],
                'indexes': [models.Index(fields=['commission', 'looked_at'], name='stored_file_looked_at')],
                'constraints': [models.UniqueConstraint(fields=('commission', 'key'), name='stored_file_key_unique'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_not_empty')],
            },
        ),
    ]
