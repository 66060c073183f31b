"""Attachments: what they are by their content, cleaned, kept by their digest."""
