"""Access to the door, one's own account, people, pay, the school and its record book; written by hand.

Colleagues read about each other. HR and the SENCO keep people, posts and the line; HR keeps pay; the
SENCO keeps standards; the head, the SENCO and the data manager keep the year; the head and the data
manager keep the settings; the head, the SENCO and the safeguarding lead read the record book.
"""

from tests.house.access import Route, acts, at, form, reads

PEOPLE = "hr senco"
YEAR = "head senco data"
BOOK = "head senco dsl"

SIGHT = {
    # Everybody knows colleagues, dates, standards and pay tables of the own school.
    "person": at("all", "all"),
    "post": at("all", "all"),
    "shut_person": at("all"),
    "ended_post": at("all"),
    "moved_post": at("all"),
    "standard": at("all"),
    "award": at("all"),
    "removed_award": at("all"),
    "term": at("all"),
    "closure": at("all"),
    "removed_term": at("all"),
    "school": at("all"),
}

ROWS = {
    # The whole portal
    "healthz": Route(get=at("all"), is_open=True),
    "style_page": form("", "all"),
    "home": reads("", "all"),
    "find": reads("", "all", query="q=a"),
    # One's own account
    "my_account": form("", "all"),
    "set_theme": acts("", "all"),
    "set_shared_device": acts("", "all"),
    "sign_out_everywhere": acts("", "all"),
    "stay_signed_in": Route(get=at("all"), post=at("all"), is_open=True),
    # People, their posts and their line
    "people": reads("", "all"),
    "export_people": acts("", PEOPLE),
    "add_person": form("", PEOPLE),
    "line_tree": reads("", "all"),
    "person": reads("person", "all", "all"),
    "edit_person": form("person", PEOPLE, PEOPLE),
    "deactivate_person": acts("person", PEOPLE, PEOPLE),
    "reactivate_person": acts("shut_person", PEOPLE),
    "give_password_link": acts("person", PEOPLE, PEOPLE),
    "add_post": form("person", PEOPLE, PEOPLE),
    "edit_post": form("post", PEOPLE, PEOPLE),
    "end_post": form("post", PEOPLE, PEOPLE),
    "undo_end_post": acts("ended_post", PEOPLE),
    "change_manager": form("post", PEOPLE, PEOPLE),
    "undo_change_manager": acts("moved_post", PEOPLE),
    # Standards, bands and pay tables: no person stands in them
    "standards": reads("", "all"),
    "confirm_standard": form("standard", "senco"),
    "edit_expectation": Route(
        get=at("all"), post=at("senco"), fixed={"area_code": "P", "band_number": 2}
    ),
    "pay": reads("", "all"),
    "add_award": form("", "hr"),
    "edit_award": form("award", "hr"),
    "remove_award": acts("award", "hr"),
    "undo_remove_award": acts("removed_award", "hr"),
    "set_pay_rule": form("", "hr"),
    # The school
    "school_calendar": reads("", "all"),
    "add_term": form("", YEAR),
    "edit_term": form("term", YEAR),
    "remove_term": acts("term", YEAR),
    "add_closure": form("", YEAR),
    "edit_closure": form("closure", YEAR),
    "remove_closure": acts("closure", YEAR),
    "undo_remove_dates": acts("removed_term", YEAR),
    "add_bank_holidays": acts("", YEAR),
    "school_settings": form("", "head data"),
    "record_book": reads("", BOOK),
    "verify_record_book": acts("", BOOK),
}
