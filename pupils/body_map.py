"""The body map: places at which a mark was seen, front and back, as points of one drawing each.

Left and right are the child's own. Codes never change: concerns keep them. ``x`` and ``y`` are per
cent of the drawing's width and height; static/css/concerns.css puts the points there.
"""

from dataclasses import dataclass

FRONT, BACK = "front", "back"


@dataclass(frozen=True)
class Region:
    """One place on the body: ``code`` as kept, its name, and where its point stands on which side."""

    code: str
    side: str
    name: str
    x: int
    y: int


def _mirrored(side: str, stem: str, name: str, x: int, y: int) -> tuple[Region, Region]:
    """The same place on both sides of the body; seen from the front, the child's right is on the left."""
    first, second = ("right", "left") if side == FRONT else ("left", "right")
    mark = "f" if side == FRONT else "b"
    return (
        Region(f"{mark}-{first}-{stem}", side, f"{first.capitalize()} {name}", x, y),
        Region(f"{mark}-{second}-{stem}", side, f"{second.capitalize()} {name}", 100 - x, y),
    )


def _middle(side: str, stem: str, name: str, y: int) -> Region:
    return Region(f"{'f' if side == FRONT else 'b'}-{stem}", side, name, 50, y)


REGIONS: tuple[Region, ...] = (
    _middle(FRONT, "forehead", "Forehead", 3),
    *_mirrored(FRONT, "cheek", "cheek", 36, 9),
    _middle(FRONT, "mouth", "Mouth and chin", 13),
    _middle(FRONT, "neck", "Neck, front", 19),
    *_mirrored(FRONT, "shoulder", "shoulder, front", 26, 23),
    *_mirrored(FRONT, "upper-arm", "upper arm, front", 16, 32),
    _middle(FRONT, "chest", "Chest", 29),
    _middle(FRONT, "belly", "Belly", 40),
    *_mirrored(FRONT, "forearm", "forearm, front", 10, 43),
    *_mirrored(FRONT, "hand", "hand, palm", 6, 53),
    _middle(FRONT, "groin", "Groin", 51),
    *_mirrored(FRONT, "thigh", "thigh, front", 35, 62),
    *_mirrored(FRONT, "knee", "knee", 36, 72),
    *_mirrored(FRONT, "shin", "shin", 37, 83),
    *_mirrored(FRONT, "foot", "foot, top", 36, 96),
    _middle(BACK, "head", "Back of the head", 5),
    *_mirrored(BACK, "ear", "ear", 33, 9),
    _middle(BACK, "neck", "Neck, back", 19),
    *_mirrored(BACK, "shoulder", "shoulder, back", 26, 23),
    *_mirrored(BACK, "upper-arm", "upper arm, back", 16, 32),
    _middle(BACK, "upper-back", "Upper back", 29),
    _middle(BACK, "lower-back", "Lower back", 41),
    *_mirrored(BACK, "forearm", "forearm, back", 10, 43),
    *_mirrored(BACK, "hand", "hand, back", 6, 53),
    *_mirrored(BACK, "buttock", "buttock", 36, 52),
    *_mirrored(BACK, "thigh", "thigh, back", 35, 64),
    *_mirrored(BACK, "calf", "calf", 36, 80),
    *_mirrored(BACK, "heel", "heel", 37, 96),
)
BY_CODE: dict[str, Region] = {region.code: region for region in REGIONS}
SIDES: dict[str, tuple[Region, ...]] = {
    side: tuple(region for region in REGIONS if region.side == side) for side in (FRONT, BACK)
}
