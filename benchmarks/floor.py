"""The floor: a bare WSGI function that sends the ideal SQL for a page and answers with the page's own bytes.

The bytes stand in a folder named by FLOOR_PAGES, one file a flow, written from the portal's answers.
"""

import os
import threading
from pathlib import Path
from urllib.parse import parse_qs

import psycopg2

CASELOAD = """
SELECT p.id, p.surname, p.forename, p.known_as, p.form, p.sen_code, p.main_need, p.second_need,
       p.owner_name, p.review_due_on, p.has_medical_flag, c.planned, c.delivered, c.attended,
       c.minutes_intended, c.minutes_delivered, c.verdict, c.entry, c.latest, c.series
FROM pupils_pupil p LEFT JOIN interventions_caseloadrow c ON c.pupil_id = p.id
WHERE p.school_id = %(school)s AND p.sen_code IN ('K', 'E') AND p.left_on IS NULL
ORDER BY p.review_due_on NULLS LAST, p.surname LIMIT 300"""
PUPIL = """
SELECT s."on", s.state, a.code, a.minutes, a.engagement, a.trials_right
FROM interventions_attendance a JOIN interventions_session s ON s.id = a.session_id
WHERE a.pupil_id = %(pupil)s ORDER BY s."on" DESC LIMIT 50"""
SCORES = (
    'SELECT "on", value, point FROM interventions_score WHERE pupil_id = %(pupil)s ORDER BY "on"'
)
LINE = """
SELECT p.id, n.full_name, p.role, p.hours_per_week, sum(w.planned), sum(w.delivered),
       sum(w.not_delivered), sum(w.minutes_delivered)
FROM staff_post p JOIN staff_staffmember n ON n.id = p.person_id
LEFT JOIN interventions_adultweek w ON w.post_id = p.id AND w.week_on >= %(since)s
WHERE p.school_id = %(school)s GROUP BY p.id, n.full_name"""
TRUST = """
SELECT s.id, s.name, sum(w.planned), sum(w.delivered), sum(w.minutes_delivered)
FROM core_school s LEFT JOIN interventions_schoolweek w ON w.school_id = s.id AND w.week_on >= %(since)s
WHERE s.trust_id = %(trust)s GROUP BY s.id, s.name"""
PERSON = """
SELECT p.id, p.school_id, p.role FROM staff_post p WHERE p.person_id = %(person)s"""
READS = {
    "empty": [PERSON], "caseload": [CASELOAD], "pupil": [PUPIL, SCORES], "line": [LINE],
    "trust": [TRUST],
}  # fmt: skip
LOG = [
    "SELECT place_id FROM interventions_placetotal WHERE place_id = ANY(%(places)s) ORDER BY 1 FOR UPDATE",
    "UPDATE interventions_session SET state = 'delivered', minutes_delivered = 30, logged_at = now(),"
    " logged_by_id = %(person)s, version = version + 1 WHERE id = %(session)s AND state = 'planned'",
    "INSERT INTO interventions_attendance (school_id, session_id, place_id, pupil_id, code, minutes,"
    " note, next_step, has_concern) SELECT school_id, %(session)s, id, pupil_id, 'P', 30, '', '', false"
    " FROM interventions_place WHERE id = ANY(%(places)s)",
    "UPDATE interventions_placetotal SET delivered = delivered + 1, attended = attended + 1,"
    " minutes_delivered = minutes_delivered + 30 WHERE place_id = ANY(%(places)s)",
    "UPDATE interventions_adultweek SET delivered = delivered + 1 WHERE post_id = %(post)s AND week_on ="
    " %(week)s",
    "UPDATE interventions_caseloadrow SET delivered = delivered + 1, attended = attended + 1 WHERE"
    " pupil_id = ANY(%(pupils)s)",
    "INSERT INTO core_submission (author_id, key, use_case, answer, at) VALUES (%(person)s,"
    " gen_random_uuid(), 'log_session', '', now())",
]
_open: dict[int, object] = {}


def application(environ, start_response):
    """Answer /caseload?school=1 and the like."""
    flow = environ["PATH_INFO"].strip("/")
    values = {key: _typed(found[0]) for key, found in parse_qs(environ["QUERY_STRING"]).items()}
    cursor = _cursor()
    if flow == "log":
        for statement in LOG:
            cursor.execute(statement, values)
        cursor.connection.commit()
        start_response("302 Found", [("Content-Length", "0"), ("Location", "/today/")])
        return [b""]
    for statement in READS[flow]:
        cursor.execute(statement, values)
        cursor.fetchall()
    cursor.connection.rollback()
    page = (Path(os.environ["FLOOR_PAGES"]) / flow).read_bytes()
    start_response("200 OK", [("Content-Length", str(len(page))), ("Content-Type", "text/html")])
    return [page]


def _cursor():
    """A cursor on the thread's own connection, which stays open."""
    thread = threading.get_ident()
    if thread not in _open:
        _open[thread] = psycopg2.connect(os.environ["DATABASE_URL"])
    return _open[thread].cursor()


def _typed(text: str):
    if "," in text:
        return [int(part) for part in text.split(",")]
    return int(text) if text.isdigit() else text
