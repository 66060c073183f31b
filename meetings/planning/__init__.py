"""The year's calendar: proposed by a planner, edited by hand, approved, published."""
