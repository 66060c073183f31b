"""Only clock.py reads the computer's clock."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READS = re.compile(r"datetime\.(now|utcnow)\(|time\.time(_ns)?\(|date\.today\(|time\.monotonic\(")
# The witness of the log runs in a house of its own and shares no code with this one.
MAY = {"hearing_state/clock.py", "hearing_state/verifier/witnessing.py"}
# Machinery that waits for a process or a thread, and decides nothing by the calendar.
MAY_WAIT = {"hearing_state/db/embedded.py"}


def test_nobody_else_reads_the_clock():
    readers = {
        str(path.relative_to(ROOT))
        for top in ("hearing_state", "mobile_api", "petitions", "meetings")
        for path in (ROOT / top).rglob("*.py")
        if READS.search(path.read_text(encoding="utf-8"))
    }
    assert readers - MAY - MAY_WAIT == set()
