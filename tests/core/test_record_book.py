"""The record book: appended in the act's own transaction, never changed, and every tamper found."""

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from core import audit, checks, triggers
from core.models import AuditEvent, AuditHead, Look, School
from tests.factories.staff import PersonFactory, PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def write(school: School, times: int = 1, by=None) -> list[AuditEvent]:
    """Write pages in one school's book."""
    made = []
    for number in range(times):
        with transaction.atomic():
            made.append(
                audit.record(
                    by=by,
                    action="edit_school",
                    about=school,
                    school_id=school.pk,
                    changes={"name": (f"Old {number}", f"New {number}")},
                )
            )
    return made


def raw(sql: str, *values) -> None:
    """Run SQL as somebody with the database's own password would, in a savepoint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def without_locks(table: str):
    """Take the locks off a table, as an insider could."""
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    for verb in ("update", "delete"):
        raw(f'DROP TRIGGER "{table}_no_{verb}"{on}')


def test_record_names_who_what_and_both_values():
    post = PostFactory(role="senco", title="")
    event = write(post.school, by=post.person)[0]
    event.refresh_from_db()
    assert (event.actor_name, event.acting_as) == (post.person.full_name, "SENCO")
    assert event.changes == [{"field": "name", "old": "Old 0", "new": "New 0"}]
    assert (event.object_type, event.object_id) == ("core.school", post.school_id)


def test_record_outside_a_transaction_is_an_error(transactional_db):
    with pytest.raises(RuntimeError, match="transaction of the act"):
        audit.record(by=None, action="x", about=SchoolFactory())


def test_record_keeps_a_secret_field_as_a_digest():
    school = SchoolFactory()
    event = audit.record(
        by=None, action="x", about=school, changes={"name": ("alpha", "omega")}, secret=["name"]
    )
    text = str(event.changes)
    assert "alpha" not in text
    assert "omega" not in text
    assert event.object_name == ""
    assert event.changes[0]["new"].startswith("hmac:")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditevent SET actor_name = 'Nobody'",
        "DELETE FROM core_auditevent",
        "UPDATE core_look SET reason = 'none'",
        "DELETE FROM core_look",
    ],
)
def test_record_book_refuses_change_by_raw_sql(sql):
    school = SchoolFactory()
    write(school)
    audit.looked(by=PersonFactory(), page="pupil", reason="key adult", school_id=school.pk)
    with pytest.raises(DatabaseError, match="only be added to"):
        raw(sql)


def test_record_book_refuses_replace_on_sqlite():
    if connection.vendor != "sqlite":
        with pytest.raises(DatabaseError):
            raw("INSERT OR REPLACE INTO core_auditevent (id) VALUES (1)")
        return
    event = write(SchoolFactory())[0]
    columns = ", ".join(f'"{field.column}"' for field in AuditEvent._meta.concrete_fields)
    with pytest.raises(DatabaseError, match="only be added to"):
        raw(
            f"INSERT OR REPLACE INTO core_auditevent ({columns}) "
            f"SELECT {columns} FROM core_auditevent WHERE id = %s",
            event.pk,
        )


def test_verify_says_nothing_of_a_clean_book():
    school, other = SchoolFactory(), SchoolFactory()
    write(school, 3)
    write(other, 2)
    write(school, 2)
    assert list(audit.verify(school.pk)) == []
    assert [e.sequence for e in AuditEvent.objects.filter(chain=school.pk).order_by("pk")] == [
        1,
        2,
        3,
        4,
        5,
    ]


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (
            "UPDATE core_auditevent SET actor_name = 'Nobody' WHERE sequence = 2",
            "page 2 was changed",
        ),
        ("UPDATE core_auditevent SET changes = '[]' WHERE sequence = 3", "page 3 was changed"),
        ("DELETE FROM core_auditevent WHERE sequence = 2", "page 2 is missing"),
        ("DELETE FROM core_auditevent WHERE sequence = 4", "the book ends at page 3"),
        ("UPDATE core_auditevent SET mac = previous_mac WHERE sequence = 4", "page 4 was changed"),
    ],
)
def test_verify_names_the_first_bad_page(tamper, found):
    school = SchoolFactory()
    write(school, 4)
    without_locks("core_auditevent")
    raw(tamper)
    assert next(audit.verify(school.pk)).startswith(found)


def test_sealed_looks_stand_in_the_chain_once():
    school, person = SchoolFactory(), PersonFactory()
    with time_machine.travel(timezone.now() - 2 * audit.SETTLED):
        for _ in range(3):
            audit.looked(by=person, page="pupil", reason="key adult", school_id=school.pk)
    seal = audit.seal_looks(school_id=school.pk)
    assert seal.changes == [
        {"field": "looks", "old": 3, "new": audit.digest_of_looks(Look.objects.order_by("pk"))}
    ]
    audit.looked(by=person, page="pupil", reason="key adult", school_id=school.pk)
    assert audit.seal_looks(school_id=school.pk) is None


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_after_every_kind_of_migration():
    """SQLite drops triggers when Django rebuilds a table; migrating puts them back."""
    before = ProjectState.from_apps(apps)
    operations = [
        migrations.AlterField("auditevent", "acting_as", models.CharField(max_length=90)),
        migrations.AddField("auditevent", "extra", models.IntegerField(default=0)),
        migrations.RemoveField("auditevent", "extra"),
        migrations.AlterField("auditevent", "acting_as", AuditEvent._meta.get_field("acting_as")),
    ]
    lost = 0
    for operation in operations:
        after = before.clone()
        operation.state_forwards("core", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("core", editor, before, after)
        before = after
        lost += len(triggers.missing("default"))
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        assert triggers.missing("default") == []
    assert bool(lost) == (connection.vendor == "sqlite")


def test_start_is_refused_when_a_trigger_is_gone():
    checks.verify_triggers()
    without_locks("core_look")
    with pytest.raises(ImproperlyConfigured, match="core_look_no_update"):
        checks.verify_triggers()


def test_head_follows_the_last_page():
    school = SchoolFactory()
    last = write(school, 2)[-1]
    head = AuditHead.objects.get(chain=school.pk)
    assert (head.sequence, head.mac) == (2, last.mac)
