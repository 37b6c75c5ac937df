"""People, posts, lines of management, bands and standards."""

from staff.models.framework import Area, AreaStandard, BandDescriptor, Framework, Standard
from staff.models.line import LineManagement
from staff.models.pay import Band, PayAward, PayPoint, PayRule
from staff.models.person import StaffMember
from staff.models.post import Post, Role
from staff.models.rules import SecondFactorRule
from staff.models.sign_in import SignIn

__all__ = [
    "Area",
    "AreaStandard",
    "Band",
    "BandDescriptor",
    "Framework",
    "LineManagement",
    "PayAward",
    "PayPoint",
    "PayRule",
    "Post",
    "Role",
    "SecondFactorRule",
    "SignIn",
    "StaffMember",
    "Standard",
]
