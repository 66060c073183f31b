"""The live meeting: who speaks when, and (to come) the signalling by which devices take part."""
