"""The stage packaged once for everybody who only listens and looks on: fragments over a WebSocket, and HLS."""
