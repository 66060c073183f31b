#!/bin/sh
# Builds what hearing_state/site/static/ holds: style sheets, fonts, licence texts, vendor.json. Needs Node 20 and npm;
# nobody needs them to install or run the service, because the built files are committed.
set -eu
cd "$(dirname "$0")"
out=../../hearing_state/site/static
npm ci --ignore-scripts --no-audit --no-fund
node fonts.mjs "$out/fonts"
for sheet in app console hall wall; do
  npx sass --load-path=node_modules --load-path=scss --style=compressed --no-source-map --no-charset \
    "scss/$sheet.scss" "$out/$sheet.css"
done
node finish.mjs "$out"
