"""Writes deploy/grafana/hearing-state.json: `python -m deploy.grafana.build`. A test holds the dashboard to this list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BOARD = Path(__file__).parent / "hearing-state.json"
SOURCE = {"type": "prometheus", "uid": "${source}"}
WIDTH, HEIGHT, COLUMNS = 8, 7, 3

Line = tuple[str, str]
"""An expression, and its name in the legend."""

PANELS: tuple[tuple[str, str, tuple[Line, ...]], ...] = (
    ("Answers a second, by status", "reqps", (
        ("sum by (status) (rate(hearing_state_requests_total[5m]))", "{{status}}"),
    )),
    ("How long answers take", "s", (
        ("histogram_quantile(0.5, sum by (le) (rate(hearing_state_request_seconds_bucket[5m])))", "half"),
        ("histogram_quantile(0.99, sum by (le) (rate(hearing_state_request_seconds_bucket[5m])))", "99 of 100"),
    )),
    ("Slowest routes (99 of 100)", "s", (
        ("topk(8, histogram_quantile(0.99, sum by (le, route) (rate(hearing_state_request_seconds_bucket[5m]))))", "{{route}}"),
    )),
    ("Ways of being up", "none", (
        ("max(hearing_state_serving_step)", "step (0 all, 1 read-only, 2 kept copies, 3 plain page)"),
        ("min(hearing_state_database_up)", "database"),
        ("sum(hearing_state_finding)", "findings"),
    )),
    ("Copies kept and shown stale", "none", (
        ("sum(hearing_state_kept_copies)", "kept"),
        ("sum(rate(hearing_state_kept_shown_stale_total[5m]))", "shown stale a second"),
        ("sum(rate(hearing_state_plain_pages_shown_total[5m]))", "plain pages a second"),
    )),
    ("Queue: age", "s", (
        ("max(hearing_state_outbox_oldest_seconds)", "oldest not done"),
        ("max(hearing_state_outbox_overdue_seconds)", "due and nobody at it"),
        ("max(hearing_state_timetable_seconds)", "clock silent"),
    )),
    ("Queue: rows", "none", (
        ("max(hearing_state_outbox_waiting)", "waiting"),
        ("max(hearing_state_outbox_running)", "leases held"),
        ("max(hearing_state_outbox_stale_leases)", "leases stale"),
        ("max(hearing_state_outbox_failing)", "failing"),
        ("max(hearing_state_outbox_dead)", "dead letters"),
    )),
    ("Public log: behind by", "s", (
        ("max(hearing_state_ledger_oldest_unnumbered_seconds)", "oldest without a number"),
        ("max(hearing_state_ledger_head_age_seconds)", "last signed head"),
        ("max(hearing_state_ledger_witnessed_age_seconds)", "last witnessed head"),
    )),
    ("Public log: entries", "none", (
        ("max(hearing_state_ledger_unsigned_entries)", "not signed"),
        ("max(hearing_state_ledger_unwitnessed_entries)", "not witnessed"),
        ("rate(hearing_state_ledger_head_size[5m])", "new a second"),
    )),
    ("Letters", "none", (
        ("max(hearing_state_letters_waiting)", "waiting"),
        ("max(hearing_state_letters_retried)", "tried again"),
        ("max(hearing_state_letters_failed_hour)", "failed in an hour"),
    )),
    ("Letters: oldest that waits", "s", (("max(hearing_state_letters_oldest_waiting_seconds)", "oldest"),)),
    ("Petitions: counter behind by", "s", (
        ("max(hearing_state_petitions_uncounted_seconds)", "oldest not counted"),
        ("max(hearing_state_petitions_recount_differs)", "petitions that differ"),
    )),
    ("Live meetings", "none", (
        ("max(hearing_state_meetings_live)", "live"),
        ("max(hearing_state_media_meetings)", "on media nodes"),
        ("max(hearing_state_media_nodes_alive)", "nodes alive"),
        ("max(hearing_state_media_nodes_lost)", "nodes lost"),
    )),
    ("Seats in halls", "none", (
        ("max(hearing_state_media_seats)", "taken"),
        ("max(hearing_state_media_seats_most)", "there are"),
    )),
    ("Fullest media node", "percentunit", (("max(hearing_state_media_busiest_node)", "taken"),)),
    ("Working calendar: days left", "d", (("min(hearing_state_calendar_days_left)", "days"),)),
    ("Disk of the data folder", "bytes", (
        ("min(hearing_state_data_free_bytes)", "free"),
        ("max(hearing_state_data_size_bytes)", "size"),
    )),
    ("Processes: memory and open files", "bytes", (
        ("hearing_state_process_memory_bytes", "{{instance}}"),
        ("hearing_state_process_open_files", "{{instance}} files"),
    )),
)  # fmt: skip


def board() -> dict[str, Any]:
    """The whole dashboard as Grafana imports it."""
    return {
        "uid": "hearing-state",
        "title": "Hearing State",
        "tags": ["hearing-state"],
        "timezone": "Asia/Almaty",
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {
            "list": [{"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}]
        },
        "panels": [_panel(number, *each) for number, each in enumerate(PANELS)],
    }


def _panel(number: int, title: str, unit: str, lines: tuple[Line, ...]) -> dict[str, Any]:
    row, column = divmod(number, COLUMNS)
    return {
        "id": number + 1,
        "type": "timeseries",
        "title": title,
        "datasource": SOURCE,
        "gridPos": {"x": column * WIDTH, "y": row * HEIGHT, "w": WIDTH, "h": HEIGHT},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + at), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
            for at, (expression, legend) in enumerate(lines)
        ],
    }


def main() -> None:
    BOARD.write_text(json.dumps(board(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(BOARD)


if __name__ == "__main__":
    main()
