// The workplace by keyboard: j and k walk the rows, Enter opens, / searches, g and a digit go to a section, ? tells.

const rows = [...document.querySelectorAll("[data-rows] > li > a, [data-rows] tbody a:first-of-type")];
const sections = [...document.querySelectorAll(".hs-console__sections a")];
const keys = document.getElementById("keys");
let going = false;

const isTyping = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

function walk(step) {
  if (!rows.length) return;
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next].focus();
  rows[next].closest("li, tr")?.scrollIntoView({ block: "nearest" });
}

const DOES = {
  j: () => walk(1),
  k: () => walk(-1),
  "/": () => document.querySelector("[data-key='/']")?.focus(),
  "?": () => keys?.showModal(),
  g: () => {
    going = true;
    setTimeout(() => (going = false), 1500);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys?.open) return;
  if (going && /^[1-9]$/.test(event.key)) {
    sections[Number(event.key) - 1]?.click();
    return;
  }
  // by the place of the key where the layout is Cyrillic, else by its letter
  const letter = { KeyJ: "j", KeyK: "k", KeyG: "g" }[event.code] ?? event.key;
  const does = DOES[letter] ?? (event.code === "Slash" ? DOES[event.shiftKey ? "?" : "/"] : undefined);
  if (!does) return;
  event.preventDefault();
  does();
});
