"""The state's identity provider (OpenID Connect): sent there, sent back, and who it says that came."""
