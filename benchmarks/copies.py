"""Copies of a school inside the database, every id moved up by one step, until a trust is full."""

from django.db import connection, transaction

from core.models import School, Trust

STEP = 10_000_000
COPIED = [
    "staff_staffmember", "staff_post", "staff_linemanagement", "core_term", "core_closure",
    "pupils_pupil", "pupils_senstatus", "pupils_need", "pupils_adultlink", "interventions_group",
    "interventions_weeklyslot", "interventions_place", "interventions_session",
    "interventions_attendance", "interventions_score", "interventions_placetotal",
    "interventions_adultweek", "interventions_schoolweek", "interventions_caseloadrow",
]  # fmt: skip
#: Columns that point to rows which all schools share.
SHARED = {
    "band_id", "pay_point_id", "need_type_id", "programme_id", "measure_id", "supervising_teacher_id",
}  # fmt: skip


def grow(first: School, schools: int) -> None:
    """Copy the first school until the trust has ``schools``."""
    for number in range(1, schools):
        _copy(first.trust, first, number)
    analyse()


def analyse() -> None:
    """Let the database count its rows, so that it plans as it would in use."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(trust: Trust, first: School, number: int) -> School:
    """Copy the first school's rows inside the database with every id moved up."""
    school = School.objects.create(
        trust=trust, name=f"School {number + 1}", urn=910001 + number, pk=first.pk + number * STEP
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for table in COPIED:
            columns = connection.introspection.get_table_description(cursor, table)
            names = [column.name for column in columns]
            values = ", ".join(_moved(name, number) for name in names)
            where = _of_first(table, first.pk)
            into = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f'INSERT INTO "{table}" ({into}) SELECT {values} FROM "{table}" {where}')
    return school


def _moved(name: str, number: int) -> str:
    if name in {"id", "school_id"} or (name.endswith("_id") and name not in SHARED):
        return f'"{name}" + {number * STEP}'
    if name == "username":
        return f"replace(username, '.1', '.{number + 1}')"
    return f'"{name}"'


def _of_first(table: str, school_id: int) -> str:
    """Rows of the first school: its ids are below the first step."""
    key = {"interventions_placetotal": "place_id", "interventions_caseloadrow": "pupil_id"}
    return f'WHERE "{key.get(table, "id")}" < {STEP}'
