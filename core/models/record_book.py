"""The record book: what was changed, what was looked at, and which posts were already answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import triggers


class AuditHead(models.Model):
    """The last page of one school's book; its lock puts writers in line. 0: outside any school."""

    chain = models.PositiveBigIntegerField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)


class AuditEvent(models.Model):
    """One act by one person, written in the transaction of the act; each page is keyed to the one before."""

    chain = models.PositiveBigIntegerField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("at"))
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(_("by"), max_length=150)
    acting_as = models.CharField(_("as"), max_length=80, blank=True)
    action = models.CharField(_("act"), max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField(null=True)
    object_name = models.CharField(_("record"), max_length=200, blank=True)
    pupil_id = models.PositiveBigIntegerField(null=True)
    changes = models.JSONField(default=list)
    request_id = models.CharField(max_length=36, blank=True)
    previous_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="audit_event_has_its_place")
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
            models.Index(fields=["pupil_id", "-at"], name="audit_by_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"


class Look(models.Model):
    """One person opened one sensitive page. Sealed in batches into the chained book."""

    school_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("at"), auto_now_add=True)
    actor_id = models.PositiveBigIntegerField()
    actor_name = models.CharField(_("by"), max_length=150)
    reason = models.CharField(_("reason"), max_length=160)
    page = models.CharField(_("page"), max_length=60)
    pupil_id = models.PositiveBigIntegerField(null=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["pupil_id", "-at"], name="look_by_pupil")]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.page}"


class Submission(models.Model):
    """A form that was already answered: the same form sent twice makes one record."""

    author_id = models.PositiveBigIntegerField()
    key = models.UUIDField()
    use_case = models.CharField(max_length=60)
    answer = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author_id", "key"], name="submission_is_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.use_case} {self.key}"


triggers.lock("core_auditevent", sentence="the record book can only be added to")
triggers.lock("core_look", sentence="the record book can only be added to")
