"""The site's tests look at the demo map now and then."""

from tests.territories.conftest import demo_map

__all__ = ["demo_map"]
