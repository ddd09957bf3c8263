"""Initial schema of casework."""

import django.db.models.deletion
import django_fsm
from django.db import migrations, models

import paizhu.kernel.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("organization", "0002_guards"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("step", models.CharField(max_length=40, verbose_name="question")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("any", "any case"),
                            ("unit_head", "head of a unit's party group"),
                            ("unit_team", "member of a unit's leadership"),
                            (
                                "superior_managed",
                                "other person managed by the superior party committee",
                            ),
                            ("managed_chief", "chief of a team managed by the unit's party group"),
                            (
                                "managed_deputy",
                                "deputy of a team managed by the unit's party group",
                            ),
                            (
                                "managed_deputy_serious",
                                "such a deputy, suspected of serious offences in duty",
                            ),
                            (
                                "party_organisation",
                                "party organisation led by the unit's party group",
                            ),
                            ("other", "any other person"),
                        ],
                        max_length=30,
                        verbose_name="category",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("group_leader", "leader of the group"),
                            ("liaison", "liaison member"),
                            ("commission_deputy", "leader in charge at the commission"),
                            ("commission_head", "head of the commission"),
                            ("standing_committee", "standing committee of the commission"),
                            ("dispatching_organ", "the dispatching organ"),
                            ("party_committee_head", "head of the party committee"),
                            ("city_commission", "commission of a city with districts, or above"),
                            ("superior_organ", "the superior commission"),
                        ],
                        max_length=30,
                        verbose_name="level that decides",
                    ),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="basis")),
                ("word", models.CharField(blank=True, max_length=40, verbose_name="proposed")),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="request",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the decision"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "decided_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("group_leader", "leader of the group"),
                            ("liaison", "liaison member"),
                            ("commission_deputy", "leader in charge at the commission"),
                            ("commission_head", "head of the commission"),
                            ("standing_committee", "standing committee of the commission"),
                            ("dispatching_organ", "the dispatching organ"),
                            ("party_committee_head", "head of the party committee"),
                            ("city_commission", "commission of a city with districts, or above"),
                            ("superior_organ", "the superior commission"),
                        ],
                        max_length=30,
                        verbose_name="decided as",
                    ),
                ),
                (
                    "decision",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="decision",
                    ),
                ),
                ("is_noted", models.BooleanField(default=False, verbose_name="entered from paper")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="asked by",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="decided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Clue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("county_chief", "County level, chief"),
                            ("county_deputy", "County level, deputy"),
                            ("section_chief", "Section level, chief"),
                            ("section_deputy", "Section level, deputy"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="rank of the person concerned",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("any", "any case"),
                            ("unit_head", "head of a unit's party group"),
                            ("unit_team", "member of a unit's leadership"),
                            (
                                "superior_managed",
                                "other person managed by the superior party committee",
                            ),
                            ("managed_chief", "chief of a team managed by the unit's party group"),
                            (
                                "managed_deputy",
                                "deputy of a team managed by the unit's party group",
                            ),
                            (
                                "managed_deputy_serious",
                                "such a deputy, suspected of serious offences in duty",
                            ),
                            (
                                "party_organisation",
                                "party organisation led by the unit's party group",
                            ),
                            ("other", "any other person"),
                        ],
                        default="other",
                        max_length=30,
                        verbose_name="category of the person concerned",
                    ),
                ),
                (
                    "person_name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=60,
                        ring="records",
                        verbose_name="person concerned",
                    ),
                ),
                (
                    "person_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="person_name",
                        purpose="clues.name",
                    ),
                ),
                (
                    "person_number",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=40,
                        ring="records",
                        verbose_name="identity number",
                    ),
                ),
                (
                    "number_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="person_number",
                        purpose="clues.id_number",
                    ),
                ),
                (
                    "official_ref",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", editable=False, ring="records"
                    ),
                ),
                (
                    "official_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="official_ref",
                        purpose="clues.official",
                    ),
                ),
                ("code", models.CharField(max_length=64, verbose_name="clue code")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("is_named", models.BooleanField(blank=True, null=True, verbose_name="real name")),
                (
                    "summary",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="summary",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("registered", "To be assigned"),
                            ("assigned", "Assigned, disposition to be proposed"),
                            ("proposed", "Disposition proposed"),
                            ("inquiring", "Inquiry under way"),
                            ("verifying", "Verification under way"),
                            ("reported", "Report to be approved"),
                            ("filing", "Filing to be decided"),
                            ("filed", "Case filed"),
                            ("held", "Held for later"),
                            ("concluded", "Concluded"),
                            ("transferred", "Handed to a party organisation"),
                            ("archived", "Archived"),
                        ],
                        default="registered",
                        max_length=50,
                        protected=True,
                        verbose_name="state",
                    ),
                ),
                ("since", models.DateField(verbose_name="in this state since")),
                (
                    "assigned_on",
                    models.DateField(blank=True, null=True, verbose_name="assigned on"),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inquiry", "Inquiry by talk or letter"),
                            ("preliminary_verification", "Preliminary verification"),
                            ("held", "Held for later"),
                            ("concluded", "Concluded"),
                        ],
                        max_length=30,
                        verbose_name="disposition",
                    ),
                ),
                (
                    "disposed_on",
                    models.DateField(blank=True, null=True, verbose_name="disposed on"),
                ),
                (
                    "filed_with_organ_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="filed with the commission on"
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("case_filing_proposed", "Filing proposed"),
                            ("concluded", "Concluded"),
                            ("reminder_talk", "Reminder talk"),
                            ("held", "Held for later"),
                            ("transferred", "Handed to a party organisation"),
                        ],
                        max_length=30,
                        verbose_name="conclusion of the verification",
                    ),
                ),
                (
                    "concluded_on",
                    models.DateField(blank=True, null=True, verbose_name="concluded on"),
                ),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="case filed on")),
                (
                    "reviewed_on",
                    models.DateField(blank=True, null=True, verbose_name="last looked at on"),
                ),
                (
                    "archived_on",
                    models.DateField(blank=True, null=True, verbose_name="archived on"),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clues",
                        to="organization.compositegroup",
                        verbose_name="handling group",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="unit concerned",
                    ),
                ),
            ],
            options={
                "verbose_name": "clue",
                "verbose_name_plural": "clues",
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("way", models.CharField(max_length=100, verbose_name="way")),
                (
                    "circle",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=500,
                        ring="records",
                        verbose_name="circle",
                    ),
                ),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="what is said",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clarification",
                        to="clues.approval",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
            ],
            options={
                "verbose_name": "clarification",
                "verbose_name_plural": "clarifications",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="approval",
            name="clue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="clues.clue",
                verbose_name="clue",
            ),
        ),
        migrations.CreateModel(
            name="ClueWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commission_id", models.BigIntegerField()),
                ("digest", models.BigIntegerField()),
                (
                    "clue",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clues.clue",
                    ),
                ),
            ],
            options={
                "verbose_name": "digest of a clue's words",
                "verbose_name_plural": "digests of clues' words",
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="asked on")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                ("agrees", models.BooleanField(blank=True, null=True, verbose_name="agrees")),
                (
                    "view",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", max_length=4000, ring="records", verbose_name="view"
                    ),
                ),
                (
                    "informed_on",
                    models.DateField(blank=True, null=True, verbose_name="informed on"),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "skipped_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clues.approval",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation of the host",
                "verbose_name_plural": "consultations of hosts",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("user_id", models.BigIntegerField()),
                ("form", models.CharField(max_length=60)),
                ("about", models.BigIntegerField(default=0)),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", max_length=200000, ring="records"
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("limit", models.CharField(max_length=40, verbose_name="limit")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("until_on", models.DateField(verbose_name="until")),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="clues.approval",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed for at"),
                ),
                (
                    "note",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=1000,
                        ring="records",
                        verbose_name="what was handed over",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "from_official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="given by",
                    ),
                ),
                (
                    "to_official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="given to",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "ordering": ["given_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("sent_on", models.DateField(verbose_name="sent on")),
                (
                    "received_on",
                    models.DateField(blank=True, null=True, verbose_name="received on"),
                ),
                (
                    "replied_on",
                    models.DateField(blank=True, null=True, verbose_name="reply received on"),
                ),
                (
                    "concerns_head",
                    models.BooleanField(default=False, verbose_name="concerns the head"),
                ),
                (
                    "is_signed_by_head",
                    models.BooleanField(default=False, verbose_name="signed by the head"),
                ),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="what is asked",
                    ),
                ),
                (
                    "reply",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="reply",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of inquiry",
                "verbose_name_plural": "letters of inquiry",
                "ordering": ["sent_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=200,
                        ring="records",
                        verbose_name="file name",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=30, verbose_name="kind")),
                ("added_on", models.DateField(verbose_name="added on")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="added by",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "material",
                "verbose_name_plural": "material",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "what",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="what it is",
                    ),
                ),
                (
                    "obtained_from",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=300,
                        ring="records",
                        verbose_name="obtained from",
                    ),
                ),
                ("obtained_on", models.DateField(verbose_name="obtained on")),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="returned on"),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clues.material",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of evidence",
                "verbose_name_plural": "items of evidence",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="measure")),
                (
                    "detail",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="towards whom, about what",
                    ),
                ),
                ("approved_by", models.CharField(max_length=100, verbose_name="approved by")),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
                "ordering": ["from_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Minute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("step", models.CharField(max_length=40, verbose_name="what was studied")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("present", models.CharField(max_length=500, verbose_name="present")),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="minute",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "minute of a collective study",
                "verbose_name_plural": "minutes of collective studies",
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Petition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("county_chief", "County level, chief"),
                            ("county_deputy", "County level, deputy"),
                            ("section_chief", "Section level, chief"),
                            ("section_deputy", "Section level, deputy"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="rank of the person concerned",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("any", "any case"),
                            ("unit_head", "head of a unit's party group"),
                            ("unit_team", "member of a unit's leadership"),
                            (
                                "superior_managed",
                                "other person managed by the superior party committee",
                            ),
                            ("managed_chief", "chief of a team managed by the unit's party group"),
                            (
                                "managed_deputy",
                                "deputy of a team managed by the unit's party group",
                            ),
                            (
                                "managed_deputy_serious",
                                "such a deputy, suspected of serious offences in duty",
                            ),
                            (
                                "party_organisation",
                                "party organisation led by the unit's party group",
                            ),
                            ("other", "any other person"),
                        ],
                        default="other",
                        max_length=30,
                        verbose_name="category of the person concerned",
                    ),
                ),
                (
                    "person_name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=60,
                        ring="records",
                        verbose_name="person concerned",
                    ),
                ),
                (
                    "person_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="person_name",
                        purpose="clues.name",
                    ),
                ),
                (
                    "person_number",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=40,
                        ring="records",
                        verbose_name="identity number",
                    ),
                ),
                (
                    "number_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="person_number",
                        purpose="clues.id_number",
                    ),
                ),
                (
                    "official_ref",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", editable=False, ring="records"
                    ),
                ),
                (
                    "official_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="official_ref",
                        purpose="clues.official",
                    ),
                ),
                ("code", models.CharField(max_length=64, verbose_name="number")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("letter", "Letter"),
                            ("visit", "Visit"),
                            ("call", "Call"),
                            ("network", "Message"),
                            ("transfer", "Handed over by another body"),
                            ("found", "Found during supervision"),
                        ],
                        max_length=20,
                        verbose_name="way it came in",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("named", "Real name"),
                            ("anonymous", "Anonymous"),
                            ("unverifiable", "Name not verifiable, treated as anonymous"),
                        ],
                        max_length=20,
                        verbose_name="signature",
                    ),
                ),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=20000,
                        ring="records",
                        verbose_name="what is reported",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("registered", "Registered"),
                            ("not_accepted", "Not accepted"),
                            ("forwarded", "Forwarded to another organ"),
                            ("repeated", "Repeat of an earlier one"),
                            ("accepted", "Accepted"),
                            ("handed_over", "Handed to the case office"),
                            ("answered", "Finished"),
                        ],
                        default="registered",
                        max_length=50,
                        protected=True,
                        verbose_name="state",
                    ),
                ),
                ("since", models.DateField(verbose_name="in this state since")),
                (
                    "not_accepted",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="reason for not accepting"
                    ),
                ),
                (
                    "forwarded_to",
                    models.CharField(blank=True, max_length=200, verbose_name="forwarded to"),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="clues.petition",
                        verbose_name="repeats",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="registered by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="unit concerned",
                    ),
                ),
            ],
            options={
                "verbose_name": "petition",
                "verbose_name_plural": "petitions",
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="clue",
            name="petition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clues",
                to="clues.petition",
                verbose_name="petition",
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("is_result", models.BooleanField(verbose_name="tells the result")),
                ("told_on", models.DateField(verbose_name="told on")),
                ("way", models.CharField(max_length=100, verbose_name="way")),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="what was told",
                    ),
                ),
                (
                    "objection",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="objection, minuted",
                    ),
                ),
                (
                    "evidence",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="new evidence",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="told by",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="clues.petition",
                        verbose_name="petition",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a reporter",
                "verbose_name_plural": "answers to reporters",
                "ordering": ["told_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PetitionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=200,
                        ring="records",
                        verbose_name="file name",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="clues.petition",
                        verbose_name="petition",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment of a petition",
                "verbose_name_plural": "attachments of petitions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PetitionHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("to_case_office", models.BooleanField(verbose_name="to the case office")),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed for at"),
                ),
                (
                    "note",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=1000,
                        ring="records",
                        verbose_name="what was handed over",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="given by",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="clues.petition",
                        verbose_name="petition",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="signed for by",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover of a petition",
                "verbose_name_plural": "handovers of petitions",
                "ordering": ["given_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PetitionReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the decision"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="why it should go back",
                    ),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="basis")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "decision",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="decision",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="asked by",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returns",
                        to="clues.petition",
                        verbose_name="petition",
                    ),
                ),
            ],
            options={
                "verbose_name": "return of a petition",
                "verbose_name_plural": "returns of petitions",
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("is_verification", models.BooleanField(verbose_name="of a verification")),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="plan of work",
                    ),
                ),
                (
                    "talks",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="plan of the talks",
                    ),
                ),
                (
                    "safety",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=8000,
                        ring="records",
                        verbose_name="safety and emergency plan",
                    ),
                ),
                ("written_on", models.DateField(verbose_name="written on")),
                (
                    "approval",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="clues.approval",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PrintedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(verbose_name="copy number")),
                ("printed_at", models.DateTimeField(verbose_name="printed at")),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="printed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "printed copy",
                "verbose_name_plural": "printed copies",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("accused", "is the person named"),
                            (
                                "near_relative",
                                "is a near relative of the person named or of the reporter",
                            ),
                            ("resident", "is resident at the unit"),
                            ("leadership", "belongs to the unit's leadership or staff"),
                            ("former_post", "held a post there within the period that counts"),
                            ("declared_tie", "has a declared tie to the unit or the person"),
                            ("reporter", "is the reporter"),
                            ("witness", "is a witness in the matter"),
                            ("interest", "has an interest in the matter"),
                            ("earlier_handler", "handled the matter at an earlier stage"),
                            ("other", "another circumstance that may affect fairness"),
                        ],
                        max_length=30,
                        verbose_name="ground",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("declared", "declared"),
                            ("demanded", "demanded"),
                            ("computed", "computed"),
                        ],
                        max_length=10,
                        verbose_name="how it came about",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "To be decided"),
                            ("recused", "Recused"),
                            ("refused", "No ground found"),
                            ("lifted", "Allowed by the level above"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="what was said",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="raised on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "decision",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=2000,
                        ring="records",
                        verbose_name="decision",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="raised by",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="official",
                    ),
                ),
            ],
            options={
                "verbose_name": "recusal",
                "verbose_name_plural": "recusals",
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("is_verification", models.BooleanField(verbose_name="of a verification")),
                (
                    "text",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=40000,
                        ring="records",
                        verbose_name="report",
                    ),
                ),
                ("proposal", models.CharField(max_length=30, verbose_name="proposal")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("written", "To be signed by the whole team"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        default="written",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("written_on", models.DateField(verbose_name="written on")),
                (
                    "approval",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="clues.approval",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Reporter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", max_length=60, ring="reporters", verbose_name="name"
                    ),
                ),
                (
                    "name_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="name",
                        purpose="clues.reporter",
                    ),
                ),
                (
                    "contact",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=300,
                        ring="reporters",
                        verbose_name="how to reach",
                    ),
                ),
                (
                    "number",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=40,
                        ring="reporters",
                        verbose_name="identity number",
                    ),
                ),
                (
                    "number_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="number",
                        purpose="clues.reporter_number",
                    ),
                ),
                (
                    "official_ref",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True, default="", editable=False, ring="reporters"
                    ),
                ),
                (
                    "official_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="official_ref",
                        purpose="clues.reporter_official",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "petition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reporter",
                        to="clues.petition",
                        verbose_name="petition",
                    ),
                ),
            ],
            options={
                "verbose_name": "reporter",
                "verbose_name_plural": "reporters",
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("signed_at", models.DateTimeField(verbose_name="signed at")),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="clues.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ["signed_at"],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=64, verbose_name="talk code")),
                ("held_on", models.DateField(verbose_name="held on")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("petition_interview", "Petition interview"),
                            ("integrity", "Integrity talk"),
                            ("reminder", "Reminder talk"),
                            ("collective", "Collective talk"),
                            ("inquiry", "Talk of an inquiry"),
                            ("verification", "Talk of a verification"),
                        ],
                        max_length=30,
                        verbose_name="kind of talk",
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="people talked to")),
                (
                    "person_name",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=500,
                        ring="records",
                        verbose_name="who was talked to",
                    ),
                ),
                (
                    "person_index",
                    paizhu.kernel.sealing.BlindIndexField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=32,
                        of="person_name",
                        purpose="clues.name",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "seen_to",
                    models.JSONField(blank=True, default=list, verbose_name="safety checklist"),
                ),
                (
                    "visit_on",
                    models.DateField(blank=True, null=True, verbose_name="later visit on"),
                ),
                (
                    "transcript",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=40000,
                        ring="records",
                        verbose_name="transcript",
                    ),
                ),
                (
                    "is_transcript_signed",
                    models.BooleanField(default=False, verbose_name="transcript signed"),
                ),
                (
                    "outcome",
                    paizhu.kernel.sealing.SealedTextField(
                        blank=True,
                        default="",
                        max_length=4000,
                        ring="records",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "talk",
                "verbose_name_plural": "talks",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Talker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commission_id", models.BigIntegerField()),
                (
                    "official",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="talkers",
                        to="clues.talk",
                    ),
                ),
            ],
            options={
                "verbose_name": "talker",
                "verbose_name_plural": "talkers",
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("is_lead", models.BooleanField(default=False, verbose_name="leads the team")),
                ("joined_on", models.DateField(verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "left_because",
                    models.CharField(blank=True, max_length=30, verbose_name="reason for leaving"),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clues.clue",
                        verbose_name="clue",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.official",
                        verbose_name="official",
                    ),
                ),
            ],
            options={
                "verbose_name": "team member",
                "verbose_name_plural": "team members",
                "ordering": ["-is_lead", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("clue", "step"),
                name="approval_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True), ("decided_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="approval_decided_has_day",
            ),
        ),
        migrations.AddIndex(
            model_name="clueword",
            index=models.Index(fields=["commission_id", "digest", "clue"], name="clue_word_found"),
        ),
        migrations.AddConstraint(
            model_name="clueword",
            constraint=models.UniqueConstraint(fields=("clue", "digest"), name="clue_word_once"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("commission", "user_id", "form", "about"), name="draft_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                fields=("clue", "limit", "number"), name="extension_number"
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(
                condition=models.Q(("signed_at__isnull", True)),
                fields=["to_official"],
                name="handover_unsigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("clue", "number"), name="evidence_number"),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                fields=["commission", "-received_on", "-id"], name="petition_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(fields=["commission", "state", "since"], name="petition_state"),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(fields=["commission", "person_index"], name="petition_person"),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(fields=["commission", "number_index"], name="petition_number"),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(fields=["unit", "-received_on"], name="petition_unit"),
        ),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.UniqueConstraint(fields=("commission", "code"), name="petition_code"),
        ),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "registered",
                            "not_accepted",
                            "forwarded",
                            "repeated",
                            "accepted",
                            "handed_over",
                            "answered",
                        ],
                    )
                ),
                name="petition_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["letter", "visit", "call", "network", "transfer", "found"])
                ),
                name="petition_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["named", "anonymous", "unverifiable"])),
                name="petition_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "-received_on", "-id"], name="clue_newest"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "state", "since"], name="clue_state"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["group", "-received_on", "-id"], name="clue_group"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["unit", "-received_on", "-id"], name="clue_unit"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "person_index"], name="clue_person"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "number_index"], name="clue_number"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "official_index"], name="clue_official"),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(fields=["commission", "filed_on"], name="clue_filed"),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.UniqueConstraint(fields=("commission", "code"), name="clue_code"),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "registered",
                            "assigned",
                            "proposed",
                            "inquiring",
                            "verifying",
                            "reported",
                            "filing",
                            "filed",
                            "held",
                            "concluded",
                            "transferred",
                            "archived",
                        ],
                    )
                ),
                name="clue_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "filed"), _negated=True),
                    ("filed_on__isnull", False),
                    _connector="OR",
                ),
                name="clue_filed_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group__isnull", True), ("assigned_on__isnull", False), _connector="OR"
                ),
                name="clue_assigned_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("summary", ""), ("summary__startswith", "paizhu1$"), _connector="OR"
                ),
                name="clue_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_result", False)),
                fields=("petition",),
                name="answer_accepted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="petitionhandover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_at__isnull", True)),
                fields=("petition",),
                name="petition_handover_unsigned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="petitionhandover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                    _connector="OR",
                ),
                name="petition_handover_signed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="petitionreturn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("petition",),
                name="petition_return_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedcopy",
            constraint=models.UniqueConstraint(
                fields=("clue", "number"), name="printed_copy_number"
            ),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(fields=["official", "state", "clue"], name="recusal_official"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground__in",
                        [
                            "accused",
                            "earlier_handler",
                            "leadership",
                            "near_relative",
                            "reporter",
                            "resident",
                            "witness",
                        ],
                    ),
                    ("state", "lifted"),
                    _negated=True,
                ),
                name="recusal_mandatory_stands",
                violation_error_message="This ground cannot be set aside.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "recused"))),
                fields=("clue", "official"),
                name="recusal_once",
            ),
        ),
        migrations.AddIndex(
            model_name="reporter",
            index=models.Index(fields=["commission", "name_index"], name="reporter_name"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("report", "official"), name="signature_once"
            ),
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(fields=["commission", "-held_on", "-id"], name="talk_newest"),
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(fields=["unit", "-held_on", "-id"], name="talk_unit"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(fields=("commission", "code"), name="talk_code"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1)), name="talk_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "petition_interview",
                            "integrity",
                            "reminder",
                            "collective",
                            "inquiry",
                            "verification",
                        ],
                    )
                ),
                name="talk_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="talker",
            index=models.Index(fields=["official", "talk"], name="talker_official"),
        ),
        migrations.AddConstraint(
            model_name="talker",
            constraint=models.UniqueConstraint(fields=("talk", "official"), name="talker_once"),
        ),
        migrations.AddIndex(
            model_name="teammember",
            index=models.Index(fields=["official", "left_on", "clue"], name="team_member_official"),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("clue", "official"),
                name="team_member_once",
            ),
        ),
    ]
