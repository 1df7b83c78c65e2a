"""Laws: what holds for any input. Hypothesis tries one on as many as the profile says.

By `law` these are the same in each run: such inputs are small and shaped after what they are for,
so that the first few dozen meet what there is to meet.
"""

from __future__ import annotations

from hypothesis import settings

law = settings(derandomize=True, database=None)
