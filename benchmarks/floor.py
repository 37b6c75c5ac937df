"""The floor: a bare WSGI function that sends the ideal SQL for a page and answers with the page's own bytes.

Ideal means: everything the page shows, in as few statements as can be, and nothing else; what a page
has to write (a log, the note that a pupil's record was looked at) is written and committed too.
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
SELECT p.surname, p.forename, p.known_as, p.form, p.born_on, p.sen_code, p.main_need, p.second_need,
       p.review_due_on, s.enough_dose_percent, l.kind, l.detail
FROM pupils_pupil p JOIN core_school s ON s.id = p.school_id
LEFT JOIN pupils_adultlink l ON l.pupil_id = p.id
WHERE p.id = %(pupil)s"""
PLACES = """
SELECT p.id, p.starts_on, p.ends_on, p.target, p.target_value, p.outcome, g.name, n.full_name,
       t.planned, t.attended, t.minutes_planned, t.minutes_delivered
FROM interventions_place p JOIN interventions_group g ON g.id = p.group_id
JOIN staff_post o ON o.id = g.leader_id JOIN staff_staffmember n ON n.id = o.person_id
LEFT JOIN interventions_placetotal t ON t.place_id = p.id
WHERE p.pupil_id = %(pupil)s"""
MEETINGS = """
SELECT s."on", s.state, s.reason, s.minutes, a.code, a.minutes
FROM interventions_place p JOIN interventions_session s ON s.group_id = p.group_id
LEFT JOIN interventions_attendance a ON a.session_id = s.id AND a.pupil_id = p.pupil_id
WHERE p.pupil_id = %(pupil)s AND s.state <> 'cancelled' ORDER BY s."on", s.id"""
SCORES = """
SELECT s."on", s.value, s.point, m.name, m.scale, n.full_name
FROM interventions_score s JOIN interventions_measure m ON m.id = s.measure_id
JOIN staff_staffmember n ON n.id = s.assessed_by_id
WHERE s.pupil_id = %(pupil)s ORDER BY s."on", s.id"""
LOOK = """
INSERT INTO core_look (school_id, at, actor_id, actor_name, reason, page, pupil_id, object_type,
                       object_id, request_id)
SELECT p.school_id, now(), n.id, n.full_name, 'floor', 'progress', p.id, 'pupils.pupil', p.id, ''
FROM pupils_pupil p, staff_staffmember n WHERE p.id = %(pupil)s AND n.id = %(person)s"""
LINE = """
SELECT p.id, n.full_name, p.role, p.hours_per_week, sum(w.planned), sum(w.delivered),
       sum(w.not_delivered), sum(w.minutes_delivered)
FROM staff_post p JOIN staff_staffmember n ON n.id = p.person_id
LEFT JOIN interventions_adultweek w ON w.post_id = p.id AND w.week_on >= %(since)s
WHERE p.school_id = %(school)s GROUP BY p.id, n.full_name"""
TRUST = """
SELECT s.id, s.name, t.name, sum(w.planned), sum(w.delivered), sum(w.not_delivered),
       sum(w.minutes_delivered), sum(w.pupil_minutes), sum(w.attendances)
FROM core_school s LEFT JOIN core_term t ON t.school_id = s.id
LEFT JOIN interventions_schoolweek w ON w.school_id = s.id
     AND w.week_on BETWEEN t.starts_on AND t.ends_on AND w.week_on >= %(since)s
WHERE s.trust_id = %(trust)s GROUP BY s.id, s.name, t.name"""
WEEKS = """
SELECT w.week_on, sum(w.planned), sum(w.delivered), sum(w.not_delivered)
FROM core_school s JOIN interventions_schoolweek w ON w.school_id = s.id AND w.week_on >= %(since)s
WHERE s.trust_id = %(trust)s AND (w.attendances = 0 OR w.attendances >= s.smallest_group_shown)
GROUP BY w.week_on ORDER BY w.week_on"""
PERSON = """
SELECT p.id, p.school_id, p.role FROM staff_post p WHERE p.person_id = %(person)s"""
READS = {
    "empty": [PERSON], "caseload": [CASELOAD], "line": [LINE], "trust": [TRUST, WEEKS],
    "pupil": [PUPIL, PLACES, MEETINGS, SCORES, LOOK],
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
        if cursor.description:
            cursor.fetchall()
    cursor.connection.commit()
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
