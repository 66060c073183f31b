"""The API explained to makers of apps, on the site, out of its own description."""
