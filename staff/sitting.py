"""A sitting: the time one person is signed in at one device, and when it ends.

Pure arithmetic on moments in seconds since 1970. A sitting ends when nothing was asked for a while
(sooner on a shared tablet), and in any case after the longest time that the school allows.
"""

from dataclasses import dataclass

#: "Last seen" is written at most this often, seconds: reading page after page costs no writes.
SEEN_EVERY = 60

IDLE, LONGEST = "idle", "longest"


@dataclass(frozen=True)
class Limits:
    """What the person's schools allow, in seconds; of two schools the stricter one counts."""

    idle: int = 20 * 60
    shared_idle: int = 10 * 60
    longest: int = 10 * 60 * 60

    def idle_for(self, is_shared: bool) -> int:
        """Seconds without a request after which a sitting ends."""
        return min(self.idle, self.shared_idle) if is_shared else self.idle


def is_due(limits: Limits, *, seen: float, is_shared: bool, now: float) -> bool:
    """Whether "last seen" is old enough to be written again: a minute, or a tenth of a short limit."""
    return now - seen >= min(SEEN_EVERY, limits.idle_for(is_shared) / 10)


def ends_at(limits: Limits, *, began: float, seen: float, is_shared: bool) -> float:
    """The moment at which a sitting ends if nothing more is asked."""
    return min(seen + limits.idle_for(is_shared), began + limits.longest)


def why_over(limits: Limits, *, began: float, seen: float, is_shared: bool, now: float) -> str:
    """Why a sitting is over: ``idle``, ``longest``, or an empty string while it lasts."""
    if now >= began + limits.longest:
        return LONGEST
    if now >= seen + limits.idle_for(is_shared):
        return IDLE
    return ""
