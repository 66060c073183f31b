// The last steps of the build: addresses inside the style sheet name their content, licence texts are put beside what
// they are for, and vendor.json says what came from where.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";

const out = process.argv[2];
const digest = async (path) => createHash("sha256").update(await readFile(path)).digest("hex");

const VERSIONS = {
  VERSION_RUSSIAN: "fonts/golos-russian.woff2",
  VERSION_KAZAKH: "fonts/golos-kazakh.woff2",
  VERSION_LATIN: "fonts/golos-latin.woff2",
  VERSION_ORNAMENT: "img/ornament.svg",
};
let sheet = (await readFile(`${out}/app.css`, "utf8")).replace(/^\uFEFF/, "");
for (const [word, path] of Object.entries(VERSIONS)) {
  // the same twelve digits that hearing_state/web/static.py puts into addresses: the browser keeps one copy
  sheet = sheet.replaceAll(word, (await digest(`${out}/${path}`)).slice(0, 12));
}
await writeFile(`${out}/app.css`, sheet);

await mkdir(`${out}/licences`, { recursive: true });
const SOURCES = [
  {
    name: "govuk-frontend",
    licence: "MIT",
    text: "licences/govuk-frontend.txt",
    kept: "licences/govuk-frontend.txt",
    files: ["app.css"],
    note: "a subset of the form styles, in our type and colours; no brand, no images, no fonts",
  },
  {
    name: "@fontsource-variable/golos-text",
    licence: "OFL-1.1",
    text: "node_modules/@fontsource-variable/golos-text/LICENSE",
    kept: "licences/golos-text.txt",
    files: ["fonts/golos-russian.woff2", "fonts/golos-kazakh.woff2", "fonts/golos-latin.woff2"],
    note: "cut to the letters the service uses, weights 400 to 700",
  },
];
const vendor = [];
for (const { name, licence, text, kept, files, note } of SOURCES) {
  await copyFile(text, `${out}/${kept}`);
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  const sha256 = {};
  for (const file of files) sha256[file] = await digest(`${out}/${file}`);
  vendor.push({ name, version, licence, licence_text: kept, note, sha256 });
}
await writeFile(`${out}/vendor.json`, `${JSON.stringify(vendor, null, 2)}\n`);
