"""How each body answers, in figures that cannot flatter: from what was recorded, judged at the last day, never bettered later."""
