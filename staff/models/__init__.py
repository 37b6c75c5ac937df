"""People, posts, lines of management, bands and standards."""

from staff.models.framework import Area, AreaStandard, BandDescriptor, Framework, Standard
from staff.models.line import LineManagement
from staff.models.pay import Band, PayAward, PayPoint
from staff.models.person import StaffMember
from staff.models.post import Post, Role
from staff.models.rules import SecondFactorRule

__all__ = [
    "Area",
    "AreaStandard",
    "Band",
    "BandDescriptor",
    "Framework",
    "LineManagement",
    "PayAward",
    "PayPoint",
    "Post",
    "Role",
    "SecondFactorRule",
    "StaffMember",
    "Standard",
]
