"""Rate limits as data, counted exactly by all processes together."""

from hearing_state.limits.bucket import LIMITS, Limit, Limits

__all__ = ["LIMITS", "Limit", "Limits"]
