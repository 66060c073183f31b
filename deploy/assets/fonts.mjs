// Cuts Golos Text to the letters the service uses: one file for Russian, one small one with the letters that
// Kazakh adds, one for Latin and signs. The weight axis is kept between 400 and 700.
import { readFile, writeFile, mkdir } from "node:fs/promises";
import subsetFont from "subset-font";

const from = "node_modules/@fontsource-variable/golos-text/files/golos-text-";
const to = process.argv[2];
const span = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");

const CUTS = {
  // А–я, Ё ё, the Kazakh І і (and Ұ ұ, which the source keeps here), the number sign
  cyrillic: span(0x0410, 0x044f) + "ЁёІіҰұ№",
  "cyrillic-ext": "ӘәҒғҚқҢңӨөҮүҺһ",
  latin: span(0x20, 0x7e) + "\u00a0§«»°±·×÷‐‑‒–—‘’‚“”„•…‰‹›−→←↑↓",
};
const NAMES = { cyrillic: "golos-russian", "cyrillic-ext": "golos-kazakh", latin: "golos-latin" };

await mkdir(to, { recursive: true });
for (const [source, letters] of Object.entries(CUTS)) {
  const whole = await readFile(`${from}${source}-wght-normal.woff2`);
  const cut = await subsetFont(whole, letters, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  });
  await writeFile(`${to}/${NAMES[source]}.woff2`, cut);
  console.log(NAMES[source], cut.length);
}
