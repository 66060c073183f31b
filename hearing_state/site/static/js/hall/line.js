// The hall's socket: a ticket, hello, and the same place again after a cut. It carries messages and decides nothing.

const VERSION = 1;
const PAUSES = [0.3, 1, 2, 4, 8];
const ANSWER_MS = 10_000;
const PROBE_MS = 2_500;
const KEPT_MS = 15_000;
const FOR_GOOD = new Set(["live.meeting_over", "live.elsewhere", "live.signed_out", "live.left", "live.wrong_version"]);

/** Events: "message" (detail: the message), "open" (the welcome), "cut", "ended" ({word, text}: for good). */
export class Line extends EventTarget {
  #socket = null;
  #token = "";
  #tries = 0;
  #waiting = new Map();
  #number = 0;
  #watch = 0;
  #again = 0;
  #heardAt = 0;
  #pingMs = 10_000;
  #ended = false;
  #cutAt = 0;

  /** ``ticket``: async () => the ticket's text; throws {word, text, again_seconds}. */
  constructor(address, ticket) {
    super();
    this.address = address;
    this.ticket = ticket;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN && this.welcomed;
  }

  async open() {
    clearTimeout(this.#again);
    this.welcomed = false;
    let first;
    try {
      first = this.#first() ?? { t: "hello", version: VERSION, ticket: await this.ticket() };
    } catch (refusal) {
      if (FOR_GOOD.has(refusal.word) || refusal.final) this.#end(refusal);
      else this.#later(refusal.again_seconds);
      return;
    }
    if (this.#ended) return;
    const socket = new WebSocket(this.address);
    this.#socket = socket;
    this.#heard();
    socket.addEventListener("open", () => socket.send(JSON.stringify(first)));
    socket.addEventListener("message", (event) => socket === this.#socket && this.#take(JSON.parse(event.data)));
    socket.addEventListener("close", () => socket === this.#socket && this.#cut());
  }

  /** A token that is used up or too old would be refused: then a new ticket is asked for. */
  #first() {
    const token = this.#token;
    this.#token = "";
    if (!token || (this.#cutAt && performance.now() - this.#cutAt > KEPT_MS)) return null;
    return { t: "resume", version: VERSION, token };
  }

  #take(message) {
    this.#heard();
    if (message.t === "ping") return this.say("pong", { n: message.n });
    if (message.t === "welcome") return this.#welcome(message);
    if (message.t === "bye") return this.#bye(message);
    const waiting = this.#waiting.get(message.re);
    if (waiting) {
      this.#waiting.delete(message.re);
      clearTimeout(waiting.late);
      return message.t === "refused" ? waiting.reject(message) : waiting.resolve(message);
    }
    this.#tell("message", message);
  }

  #welcome(message) {
    this.#token = message.token;
    this.#pingMs = message.ping_seconds * 1000;
    this.#tries = this.#cutAt = 0;
    this.welcomed = true;
    this.#tell("open", message);
  }

  #bye(message) {
    if (FOR_GOOD.has(message.word)) return this.#end(message);
    if (message.word === "live.ticket_unusable") this.#token = "";
    this.#cut(message.again_seconds);
  }

  say(kind, fields = {}) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ t: kind, ...fields }));
  }

  /** The answer to a message; rejects with {word, text}, also when none comes. */
  ask(kind, fields = {}, within = ANSWER_MS) {
    if (!this.isOpen) return Promise.reject({ word: "live.unavailable" });
    const id = ++this.#number;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(id);
        reject({ word: "live.unavailable", late: true });
      }, within);
      this.#waiting.set(id, { resolve, reject, late });
      this.say(kind, { id, ...fields });
    });
  }

  /** The network may have gone or come back: a silent socket is given up now, not after its time. ``question``: what is surely answered. */
  probe(kind, fields) {
    if (this.#ended) return;
    if (this.isOpen) this.ask(kind, fields, PROBE_MS).catch((refusal) => refusal.late && this.#cut(0));
    else if (this.#tries > 0 && !this.#socket) this.open();
  }

  /** With a new ticket: she has come in, or her consent has changed. */
  renew() {
    this.#token = "";
    this.#cut(0);
  }

  leave() {
    this.say("leave");
    this.#end({ word: "live.left" });
  }

  #heard() {
    this.#heardAt = performance.now();
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#cut(), this.welcomed ? this.#pingMs * 1.5 : ANSWER_MS);
  }

  #cut(again) {
    if (this.#ended) return;
    const was = this.welcomed;
    this.#drop({ word: "live.unavailable" });
    this.#cutAt ||= performance.now();
    if (was) this.#tell("cut", {});
    this.#later(again);
  }

  #later(seconds) {
    const pause = seconds ?? PAUSES[Math.min(this.#tries, PAUSES.length - 1)];
    this.#tries += 1;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.open(), pause * 1000 * (0.8 + 0.4 * Math.random()));
  }

  #end(why) {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#again);
    this.#drop(why);
    this.#tell("ended", why);
  }

  #drop(why) {
    const socket = this.#socket;
    this.#socket = null;
    this.welcomed = false;
    clearTimeout(this.#watch);
    socket?.close();
    for (const each of this.#waiting.values()) {
      clearTimeout(each.late);
      each.reject(why);
    }
    this.#waiting.clear();
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
