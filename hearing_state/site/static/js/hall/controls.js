// What one presses and reads beside sound and picture. All sentences stand in the page already, in its language; here they are shown.

export class Controls extends EventTarget {
  #said = "";

  /** ``root``: of the whole page. The buttons of the panel move into the bar under the thumb. */
  constructor(root, panel) {
    super();
    this.root = root;
    panel.hidden = false;
    root.querySelector("[data-hall-bar]").append(...panel.querySelectorAll("button[data-hall-do]"));
    for (const name of ["come", "sound", "mute", "speak", "microphone", "stop"]) {
      this.#part(name)?.addEventListener("click", () => this.#tell(name, {}));
    }
    this.#part("wish")?.addEventListener("change", (event) => this.#tell("wish", { step: event.target.value }));
  }

  #part(name) {
    return this.root.querySelector(`[data-hall-do="${name}"]`);
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** One sentence of a group, e.g. ``tell("step", "low")``; the others of the group are hidden. */
  tell(group, which, { aloud = false } = {}) {
    for (const each of this.root.querySelectorAll(`[data-${group}]`)) {
      each.hidden = each.dataset[group] !== which;
      if (!each.hidden && aloud) this.say(each.textContent);
    }
  }

  show(name, shown) {
    const part = this.#part(name);
    if (part && part.hidden === shown) part.hidden = !shown;
  }

  press(name, pressed) {
    this.#part(name)?.setAttribute("aria-pressed", String(pressed));
  }

  /** For screen readers, once each: short. */
  say(text) {
    const sentence = text.replace(/\s+/g, " ").trim();
    if (!sentence || sentence === this.#said) return;
    this.#said = sentence;
    this.root.querySelector("[data-hall-said]").textContent = sentence;
  }

  /** What was refused, in the server's words; empty: nothing. */
  complain(text) {
    const told = this.root.querySelector("[data-hall-refused]");
    told.textContent = text ?? "";
    told.hidden = !text;
  }

  place(element) {
    this.root.querySelector(element.localName === "video" ? "[data-hall-pictures]" : "[data-hall-sounds]").append(element);
  }

  /** Pictures that stand still are not shown: nobody is there, or the line does not carry them. */
  showPictures(hearing, moving) {
    let any = false;
    for (const [slot, moves] of moving) {
      const element = hearing.element(slot);
      if (!element) continue;
      element.hidden = !moves;
      any ||= moves;
    }
    this.root.querySelector("[data-hall-pictures]").hidden = !any;
  }
}
