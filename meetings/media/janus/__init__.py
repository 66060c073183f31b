"""The media engine over Janus: a process of ours, asked through its WebSocket API."""
