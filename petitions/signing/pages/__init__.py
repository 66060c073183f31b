"""Signing, and taking a signature back."""

from petitions.signing.pages import sign

PAGES = sign.PAGES
