"""Counters for the operator, in the Prometheus text form."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


COUNTED = {
    "requests_total": "Answers by method, route and status since this process started",
    "request_seconds": "How long answers took, by route",
    "finding": "1 while /readyz names this as not well",
}


class Metrics:
    """Requests by route and status, and how long they took. One process each; the scraper adds them up."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, Counter[float]] = defaultdict(Counter)
        self._seconds: Counter[str] = Counter()
        self.copies = self.shown_stale = self.plain_pages = 0

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests[method, route, status] += 1
        at = bisect_left(BOUNDS, seconds)
        self._buckets[route][BOUNDS[at] if at < len(BOUNDS) else float("inf")] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]  # Counter adds floats as well

    def text(self, gauges: Mapping[str, float], told: Mapping[str, str], findings: Mapping[str, bool]) -> str:
        """``told``: what each gauge says. ``findings``: name -> whether it is not well."""
        lines = [
            _help("requests_total", COUNTED["requests_total"]),
            "# TYPE hearing_state_requests_total counter",
        ]
        lines += [
            f'hearing_state_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
            for (method, route, status), count in sorted(self._requests.items())
        ]
        lines.append(_help("request_seconds", COUNTED["request_seconds"]))
        lines.append("# TYPE hearing_state_request_seconds histogram")
        for route in sorted(self._buckets):
            lines += self._histogram(route)
        for name, value in gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [
                _help(name, told[name]),
                f"# TYPE hearing_state_{name} {kind}",
                f"hearing_state_{name} {value}",
            ]
        lines += [_help("finding", COUNTED["finding"]), "# TYPE hearing_state_finding gauge"]
        lines += [
            f'hearing_state_finding{{name="{name}"}} {int(bad)}' for name, bad in sorted(findings.items())
        ]
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


def _help(name: str, sentence: str) -> str:
    return f"# HELP hearing_state_{name} {sentence}"


METRICS = Metrics()
