// The newest captions, in the language that the reader chose on this device. Asks again every few seconds: an answer without
// anything new has no body. Another script of the page that hears of a caption sooner tells it by the event "hall:caption".

const EVERY_MS = 3000;
const SLOWEST_MS = 30000;
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
    this.lines = box.querySelector("[data-captions-lines]");
    this.none = box.querySelector("[data-captions-none]");
    this.buttons = [...box.querySelectorAll("[data-captions-language]")];
    this.language = box.dataset.language;
    this.pause = EVERY_MS;
    this.timer = null;
    for (const each of this.buttons) each.addEventListener("click", () => this.choose(each.dataset.captionsLanguage));
    const choice = box.querySelector("[data-captions-choice]");
    if (choice) choice.hidden = false;
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    document.addEventListener("hall:caption", () => this.ask());
    const before = remembered();
    if (this.buttons.some((each) => each.dataset.captionsLanguage === before)) this.choose(before);
    else this.ask();
  }

  choose(language) {
    this.language = language;
    remember(language);
    for (const each of this.buttons) each.setAttribute("aria-pressed", String(each.dataset.captionsLanguage === language));
    this.ask();
  }

  async ask() {
    clearTimeout(this.timer);
    const language = this.language;
    try {
      const answer = await fetch(this.box.dataset.address.replace("LANGUAGE", language), { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      this.pause = EVERY_MS;
      if (language === this.language) this.show(told.lines, language);
      if (!told.is_live) return; // what is shown stays; the page read anew begins again
    } catch {
      this.pause = Math.min(this.pause * 2, SLOWEST_MS);
    }
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.ask(), this.pause);
  }

  show(lines, language) {
    const key = JSON.stringify([language, lines]);
    if (key === this.shown) return; // nothing moves without need
    this.shown = key;
    this.lines.lang = language;
    this.lines.replaceChildren(...lines.map((line) => this.line(line)));
    if (this.none) this.none.hidden = lines.length > 0;
  }

  line(told) {
    const item = document.createElement("li");
    item.textContent = told.text;
    if (told.machine) {
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
