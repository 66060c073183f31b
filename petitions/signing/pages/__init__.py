"""Signing, with a key or without, and taking a signature back."""

from petitions.signing.pages import eds, sign

PAGES = (*sign.PAGES, *eds.PAGES)
