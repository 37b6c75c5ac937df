"""Addresses of this floor."""

from django.urls import path

from staff.views import (
    account,
    book,
    calendar,
    export,
    find,
    home,
    line,
    pay,
    people,
    person,
    post,
    school,
    standard,
)

urlpatterns = [
    # The door and one's own account
    path("", home.home, name="home"),
    path("find/", find.find_page, name="find"),
    path("account/", account.my_account, name="my_account"),
    path("account/theme/", account.set_theme, name="set_theme"),
    path("account/shared-device/", account.set_shared_device, name="set_shared_device"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("accounts/stay/", account.stay_signed_in, name="stay_signed_in"),
    path("accounts/demo/", account.demo_sign_in, name="demo_sign_in"),
    # People, their posts and their line
    path("people/", people.people, name="people"),
    path("people/add/", person.add_person, name="add_person"),
    path("people/export/", export.export_people, name="export_people"),
    path("people/line/", line.line_tree, name="line_tree"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", person.edit_person, name="edit_person"),
    path("people/<int:pk>/deactivate/", person.deactivate_person, name="deactivate_person"),
    path("people/<int:pk>/reactivate/", person.reactivate_person, name="reactivate_person"),
    path("people/<int:pk>/link/", person.give_password_link, name="give_password_link"),
    path("people/<int:pk>/posts/add/", post.add_post, name="add_post"),
    path("posts/<int:pk>/edit/", post.edit_post, name="edit_post"),
    path("posts/<int:pk>/end/", post.end_post, name="end_post"),
    path("posts/<int:pk>/end/undo/", post.undo_end_post, name="undo_end_post"),
    path("posts/<int:pk>/manager/", line.change_manager, name="change_manager"),
    path("posts/<int:pk>/manager/undo/", line.undo_change_manager, name="undo_change_manager"),
    path("welcome/<str:token>/", person.set_password, name="set_password"),
    # Standards, bands and pay
    path("standards/", standard.standards, name="standards"),
    path("standards/codes/<int:pk>/", standard.confirm_standard, name="confirm_standard"),
    path(
        "standards/<str:area_code>/<int:band_number>/",
        standard.edit_expectation,
        name="edit_expectation",
    ),
    path("pay/", pay.pay, name="pay"),
    path("pay/awards/add/", pay.add_award, name="add_award"),
    path("pay/awards/<int:pk>/edit/", pay.edit_award, name="edit_award"),
    path("pay/awards/<int:pk>/remove/", pay.remove_award, name="remove_award"),
    path("pay/awards/<int:pk>/undo/", pay.undo_remove_award, name="undo_remove_award"),
    path("pay/rule/", pay.set_pay_rule, name="set_pay_rule"),
    # The school: its year, its settings, its record book
    path("school/calendar/", calendar.school_calendar, name="school_calendar"),
    path("school/calendar/terms/add/", calendar.add_term, name="add_term"),
    path("school/calendar/terms/<int:pk>/edit/", calendar.edit_term, name="edit_term"),
    path("school/calendar/terms/<int:pk>/remove/", calendar.remove_term, name="remove_term"),
    path("school/calendar/closures/add/", calendar.add_closure, name="add_closure"),
    path("school/calendar/closures/<int:pk>/edit/", calendar.edit_closure, name="edit_closure"),
    path(
        "school/calendar/closures/<int:pk>/remove/", calendar.remove_closure, name="remove_closure"
    ),
    path("school/calendar/undo/<int:pk>/", calendar.undo_remove_dates, name="undo_remove_dates"),
    path("school/calendar/bank-holidays/", calendar.add_bank_holidays, name="add_bank_holidays"),
    path("school/settings/", school.school_settings, name="school_settings"),
    path("records/", book.record_book, name="record_book"),
    path("records/verify/", book.verify_record_book, name="verify_record_book"),
]
