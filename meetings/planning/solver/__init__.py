"""Proposes a year's meetings: pure, without database, web or clock. Start at problem.py, then planner.py."""
