"""Counters for the operator, in the Prometheus text form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Requests by route and status, and how long they took. One process each; the scraper adds them up."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, Counter[float]] = defaultdict(Counter)
        self._seconds: Counter[str] = Counter()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests[method, route, status] += 1
        self._buckets[route][next((b for b in BOUNDS if seconds <= b), float("inf"))] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]  # Counter adds floats as well

    def text(self, gauges: Mapping[str, float]) -> str:
        lines = ["# TYPE hearing_state_requests_total counter"]
        lines += [
            f'hearing_state_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
            for (method, route, status), count in sorted(self._requests.items())
        ]
        lines.append("# TYPE hearing_state_request_seconds histogram")
        for route in sorted(self._buckets):
            lines += self._histogram(route)
        for name, value in gauges.items():
            lines += [f"# TYPE hearing_state_{name} gauge", f"hearing_state_{name} {value}"]
        return "\n".join(lines) + "\n"

    def _histogram(self, route: str) -> list[str]:
        total, lines = 0, []
        for bound in (*BOUNDS, float("inf")):
            total += self._buckets[route][bound]
            shown = "+Inf" if bound == float("inf") else bound
            lines.append(f'hearing_state_request_seconds_bucket{{route="{route}",le="{shown}"}} {total}')
        lines.append(f'hearing_state_request_seconds_count{{route="{route}"}} {total}')
        lines.append(f'hearing_state_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
        return lines


METRICS = Metrics()
