"""Documents with their originals, records with their corrections, leaves. Text is stored once, as it was read.

In the migration the long columns stand last: SQLite walks through them to reach whatever comes after.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = [
    "Audience",
    "Comparison",
    "Correction",
    "Dismissal",
    "Document",
    "Draft",
    "DraftVersion",
    "Entry",
    "Fate",
    "Intake",
    "IntakeState",
    "Leaf",
    "LeafState",
    "Original",
    "Record",
    "Series",
    "Tally",
]


class Audience(models.TextChoices):
    """Who sees a document beside its own unit and those above it."""

    UNIT = "unit", _("Own unit only")
    PARTIES = "parties", _("Units that carry out a matter of it")
    EVERYONE = "everyone", _("Everyone who signs in")


class Original(models.Model):
    """The bytes as they came, once for each hash. In the database, so that a backup has them and nothing is half."""

    sha256 = models.CharField(max_length=64, unique=True)
    media = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    data = models.BinaryField()


class Document(models.Model):
    """One text that was read, owned by a unit. ``sha256`` is the hash of the text, that spans refer to."""

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="documents")
    original = models.ForeignKey(Original, models.PROTECT, related_name="documents")
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    folded = models.TextField()  # simplified script, same offsets: what search looks through
    title = models.CharField(max_length=300)
    date = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=40)
    script = models.CharField(max_length=8)
    source = models.CharField(max_length=300)  # file name, or "pasted"
    info = models.JSONField()  # ``document`` of reading@1: warnings, folded count, media
    remainders = models.JSONField(default=list)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PARTIES)
    synthetic = models.BooleanField(default=False)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    commitments = models.PositiveIntegerField(default=0)  # counts, kept by the services
    leaves_open = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-added_at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "sha256"], name="document_once_a_unit")]
        indexes: ClassVar = [models.Index(fields=["unit", "-added_at"]), models.Index(fields=["date"])]

    def __str__(self) -> str:
        return self.title


class Record(models.Model):
    """One record of a reading. ``machine`` never changes; ``fields`` is what holds now (machine, or corrected)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()  # ``id`` of reading@1
    kind = models.CharField(max_length=12)
    section = models.CharField(max_length=8)
    role = models.CharField(max_length=8, blank=True)
    programme = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    machine = models.JSONField()
    fields = models.JSONField()
    version = models.PositiveIntegerField(default=1)  # two officers, one record: the second is told

    class Meta:
        ordering: ClassVar = ["document_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="record_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="record_span"),
        ]
        indexes: ClassVar = [models.Index(fields=["document", "kind", "programme"])]


class Correction(models.Model):
    """What a person changed in a record: before, after, who, when and why. Never changed itself."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="corrections")
    version = models.PositiveIntegerField()  # the version that this correction made
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar = ["record_id", "version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "version"], name="correction_once")]


class LeafState(models.TextChoices):
    """What an officer decided about a leaf."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    SET_ASIDE = "set_aside", _("Set aside")


class Leaf(models.Model):
    """One item of a commitment, or the clause where it has none: what can become a matter."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="leaves")
    index = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=LeafState.choices, default=LeafState.PROPOSED)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["record_id", "index"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "index"], name="leaf_once")]


class Tally(models.Model):
    """What a document holds of one programme (empty: of none), counted again whenever its records or leaves change."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="tallies")
    programme = models.CharField(max_length=20, blank=True)
    commitments = models.PositiveIntegerField()
    leaves_open = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "programme"], name="tally_once")]
        indexes: ClassVar = [models.Index(fields=["programme"])]


class Entry(models.Model):
    """What search sorts documents by. It is written with the index: a document without an entry is not found."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="entry")
    kind = models.CharField(max_length=40)
    date = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    programmes = models.CharField(max_length=300, blank=True)  # of its commitments, in order, with commas between
    issuer = models.CharField(max_length=100, blank=True)
    issuer_by_hand = models.BooleanField(default=False)  # an officer said it; it is not read from the text again

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-date"])]


class IntakeState(models.TextChoices):
    """What became of one uploaded file."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    KNOWN = "known", _("Already here")
    REFUSED = "refused", _("Refused")


class Intake(models.Model):
    """One file on its way in: uploaded or pasted, alone, out of a folder or a ZIP. A job reads it in a child."""

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    batch = models.CharField(max_length=32)  # one upload of several files
    name = models.CharField(max_length=300)
    data = models.BinaryField(null=True)  # emptied when the file was read or refused
    state = models.CharField(max_length=10, choices=IntakeState.choices, default=IntakeState.WAITING)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=500, blank=True)  # why it was refused
    remedy = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["batch"])]


class Comparison(models.Model):
    """What a job found out about several documents: kept, so that a large comparison is computed once.

    ``key`` names the question: documents, versions of their records, version of the grammar. A new one is a new row.
    """

    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    body = models.JSONField()


class Series(models.Model):
    """Editions of one kind of document that somebody put together; in order by date."""

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    documents = models.ManyToManyField(Document, related_name="series")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="series_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class Fate(models.Model):
    """What became of a commitment in the next edition of its series: what its matter must be told."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="fates")
    number = models.PositiveIntegerField()  # of the record in ``document``
    edition = models.ForeignKey(Document, models.CASCADE, related_name="+")
    status = models.CharField(max_length=20)
    axis = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField(null=True)  # where it stands in ``edition``; none where it was dropped
    end = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number", "edition"], name="fate_once"),
        ]


class Draft(models.Model):
    """A text that is still being written in a unit; its numbers are proved while it is."""

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="drafts")
    owner = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)  # two people, one draft: the second is told
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    figures = models.PositiveIntegerField(default=0)  # counts, kept by the services
    findings_open = models.PositiveIntegerField(default=0)
    value_table = models.TextField(blank=True)  # CSV of known values, as ``proof --values`` takes it
    body = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit", "-changed_at"])]

    def __str__(self) -> str:
        return self.title


class DraftVersion(models.Model):
    """A draft as it was before an edit: what "undo" goes back to."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")  # who made the edit after it
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=300, blank=True)  # what the edit after it did
    title = models.CharField(max_length=300)
    value_table = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["draft_id", "-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "version"], name="draft_version_once")]


class Dismissal(models.Model):
    """A finding that a person set aside, and why. ``key`` is the finding in its sentence, wherever that moves."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="dismissals")
    key = models.CharField(max_length=64)
    code = models.CharField(max_length=30)
    quote = models.CharField(max_length=300)
    reason = models.TextField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "key"], name="dismissal_once")]
