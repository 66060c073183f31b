"""What readers report, what moderators decide with public reasons, and appeals that somebody else decides."""
