// The newest captions, in the language that the reader chose on this device. The hall's socket brings them as they are written;
// without it they are asked for every few seconds: an answer without anything new has no body.

import { hall } from "./hall/surface.js";

const EVERY_MS = 3000;
const BESIDE_SOCKET_MS = 30000;
const SLOWEST_MS = 60000;
const SHOWN = 4;
const KEPT = "captions-language";

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // then it is chosen anew next time
  }
}

class Captions {
  constructor(box) {
    this.box = box;
    this.list = box.querySelector("[data-captions-lines]");
    this.none = box.querySelector("[data-captions-none]");
    this.buttons = [...box.querySelectorAll("[data-captions-language]")];
    this.lines = [];
    this.pause = this.usual = EVERY_MS;
    this.timer = 0;
    for (const each of this.buttons) each.addEventListener("click", () => this.choose(each.dataset.captionsLanguage));
    box.querySelector("[data-captions-choice]").hidden = false;
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    hall.addEventListener("line", ({ detail }) => this.beside(detail.connected));
    hall.addEventListener("message", ({ detail }) => detail.t === "caption" && this.take(detail));
    const before = remembered();
    this.choose(this.buttons.some((each) => each.dataset.captionsLanguage === before) ? before : box.dataset.language);
  }

  choose(language) {
    if (language !== this.box.dataset.language) remember(language);
    this.language = language;
    for (const each of this.buttons) each.setAttribute("aria-pressed", String(each.dataset.captionsLanguage === language));
    this.ask();
  }

  beside(connected) {
    this.usual = connected ? BESIDE_SOCKET_MS : EVERY_MS;
    this.ask();
  }

  async ask() {
    clearTimeout(this.timer);
    const language = this.language;
    try {
      const answer = await fetch(this.box.dataset.address.replace("LANGUAGE", language), { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      this.pause = this.usual;
      if (language === this.language) this.show(told.lines);
      if (!told.is_live) return; // what is shown stays; the page read anew begins again
    } catch {
      this.pause = Math.min(this.pause * 2, SLOWEST_MS);
    }
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.ask(), this.pause);
  }

  /** A new line, or an old one with other words, or without any: it was taken back. */
  take({ n, language, text }) {
    if (language !== this.language) return;
    const others = this.lines.filter((each) => each.n !== n);
    const before = this.lines.find((each) => each.n === n);
    const lines = text ? [...others, { machine: false, ...before, n, text }] : others;
    this.show(lines.sort((one, other) => one.n - other.n).slice(-SHOWN));
  }

  show(lines) {
    if (this.list.lang === this.language && JSON.stringify(lines) === JSON.stringify(this.lines)) return; // nothing moves without need
    this.lines = lines;
    this.list.lang = this.language;
    this.list.replaceChildren(...lines.map((line) => this.item(line)));
    this.none.hidden = lines.length > 0;
  }

  item(line) {
    const item = document.createElement("li");
    item.textContent = line.text;
    if (line.machine) {
      const mark = document.createElement("span");
      mark.className = "hs-tag";
      mark.lang = document.documentElement.lang;
      mark.textContent = this.box.dataset.automatic;
      item.append(" ", mark);
    }
    return item;
  }
}

for (const box of document.querySelectorAll("[data-captions]")) new Captions(box);
