// The page of the hall as the server writes it, read again in place: only parts that changed are swapped, never one in which somebody
// has typed or chosen something that was not sent; focus and opened details stay where they are. Forms are sent without leaving the
// page, since leaving it would end sound and picture.

const PARTS = "[data-hall-part]";
const SECRETS = 'input[name="_csrf"], input[name="_once"]';
const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";

export class HallPage extends EventTarget {
  #written = new Map();
  #reading = null;
  #waiting = 0;
  #sending = new Set();

  constructor(root) {
    super();
    this.root = root;
    for (const part of root.querySelectorAll(PARTS)) this.#written.set(part.dataset.hallPart, written(part));
    root.addEventListener("submit", (event) => this.#send(event));
    this.#openElsewhere();
  }

  /** Read it within so many milliseconds; several wishes become one reading, the earliest. */
  read(within = 0) {
    const at = performance.now() + within;
    if (this.#waiting && this.#waiting.at <= at) return;
    clearTimeout(this.#waiting?.timer);
    this.#waiting = { at, timer: setTimeout(() => this.#read(), within) };
  }

  async #read() {
    this.#waiting = 0;
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    try {
      const answer = await fetch(location.href, { signal: reading.signal, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      if (!reading.signal.aborted) this.#show(await answer.text());
      this.#tell("read", {});
    } catch (fault) {
      if (fault.name !== "AbortError") this.#tell("unread", {});
    }
  }

  /** ``sent``: the form whose answer this is; its part is swapped even though something was typed there. */
  #show(text, sent = null) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const root = fresh.querySelector("[data-hall]");
    if (!root) return this.#tell("gone", {});
    for (const part of this.root.querySelectorAll(PARTS)) {
      const name = part.dataset.hallPart;
      const other = root.querySelector(`[data-hall-part="${CSS.escape(name)}"]`);
      if (!other) continue;
      const text = written(other);
      if (text === this.#written.get(name)) continue;
      if (part.contains(sent) || !isTouched(part)) {
        this.#written.set(name, text);
        this.#swap(part, other);
      }
    }
    this.#openElsewhere();
    if (sent) showRefusal(fresh);
  }

  #swap(part, other) {
    const focused = part.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    const opened = [...part.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
    part.replaceChildren(...[...other.childNodes].map((each) => document.importNode(each, true)));
    for (const summary of part.querySelectorAll("details > summary")) {
      if (opened.includes(summary.textContent)) summary.parentElement.open = true;
    }
    if (focused !== null) focusAgain(part, focused);
    this.#tell("swapped", { part, name: part.dataset.hallPart });
  }

  async #send(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    event.preventDefault();
    if (this.#sending.has(form)) return;
    this.#sending.add(form);
    this.#reading?.abort();
    try {
      const body = new URLSearchParams(new FormData(form, event.submitter));
      const answer = await fetch(addressOf(form, event.submitter), { method: "POST", body });
      await this.#answered(form, answer);
    } catch {
      this.#tell("unsent", { form });
    } finally {
      this.#sending.delete(form);
    }
  }

  async #answered(form, answer) {
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    const isHall = new URL(answer.url).pathname.startsWith(location.pathname);
    if (isHall) this.#show(await answer.text(), form);
    else if (answer.ok && new URL(answer.url).pathname.includes("/sign-in")) return location.assign(answer.url);
    else {
      form.reset();
      this.read();
    }
    this.#tell("sent", { form, ok: answer.ok });
  }

  /** Other pages open beside this one: whoever reads a question must not lose the sound. */
  #openElsewhere() {
    const word = this.root.dataset.opensBeside;
    for (const link of this.root.querySelectorAll("a[href]:not([target])")) {
      if (new URL(link.href).pathname === location.pathname) continue;
      link.target = "_blank";
      link.rel = "noopener";
      const said = document.createElement("span");
      said.className = "hs-visually-hidden";
      said.textContent = ` ${word}`;
      link.append(said);
    }
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

/** A button without an address of its own says the page's: then it is the form's that counts. */
function addressOf(form, button) {
  return button?.hasAttribute("formaction") ? button.formAction : form.action;
}

/** What the server wrote, without what differs in each copy. */
function written(part) {
  const copy = part.cloneNode(true);
  for (const each of copy.querySelectorAll(SECRETS)) each.remove();
  return copy.innerHTML.replace(/\s+/g, " ").trim();
}

/** Whether something stands there that was not sent yet. */
export function isTouched(part) {
  return [...part.querySelectorAll("input, textarea, select")].some((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.localName === "select") return !isDefault(field);
    return field.type !== "hidden" && field.value !== field.defaultValue;
  });
}

function isDefault(select) {
  const usual = [...select.options].findIndex((option) => option.defaultSelected);
  return select.selectedIndex === Math.max(usual, 0);
}

function nameOf(element) {
  return element.id || `${element.form?.getAttribute("action") ?? element.getAttribute("href") ?? ""} ${element.name ?? ""}`;
}

function focusAgain(part, name) {
  const all = [...part.querySelectorAll(FOCUSABLE)];
  const target = all.find((each) => nameOf(each) === name) ?? all.find((each) => each.localName === "button") ?? part;
  if (target === part) part.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function showRefusal(fresh) {
  document.getElementById("error-summary")?.remove();
  const summary = fresh.getElementById("error-summary");
  if (!summary) return;
  const shown = document.importNode(summary, true);
  document.getElementById("main").prepend(shown);
  shown.tabIndex = -1;
  shown.focus();
}
