"""Speaking to a media node in another process, or on another machine."""
