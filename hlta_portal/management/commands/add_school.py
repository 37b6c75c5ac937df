"""Add a school and the account of its headteacher; everybody else is added on the screen."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from hlta_portal.first_school import Opening, open_school
from staff.models import StaffMember


class Command(BaseCommand):
    """Asks for the password, or reads one line where there is no terminal."""

    help = "Add a school and its first account, that of the headteacher"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the school's name and number and the person's name."""
        parser.add_argument("--school", required=True, help="the school's name")
        parser.add_argument("--urn", required=True, type=int, help="its unique reference number")
        parser.add_argument("--trust", default="", help="the trust it belongs to, if any")
        parser.add_argument("--person", required=True, help="the headteacher's full name")
        parser.add_argument("--username", required=True, help="the name to sign in with")

    def handle(self, *_args: object, **options: Any) -> None:
        """Add both; exit 1 with a sentence when that is not possible."""
        names = {name: options[name] for name in ("school", "urn", "trust", "person", "username")}
        known = StaffMember.objects.filter(username=names["username"].strip().lower()).exists()
        try:
            password = "" if known else ask_password(names["person"], names["username"])
            post = open_school(Opening(**names, password=password))
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except IntegrityError as refusal:
            raise CommandError("There is a school with this number already.") from refusal
        self.stdout.write(
            f"{post.school} is ready; {post.person} signs in as {post.person.username}."
        )


def ask_password(full_name: str, username: str) -> str:
    """Return a password that passes the validators; raise ValidationError when it does not."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Password again: ") != password:
            raise ValidationError("The two passwords differ.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    validate_password(password, StaffMember(username=username, full_name=full_name))
    return password
