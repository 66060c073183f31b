// The interpreter's sound: she hears the channel that she interprets from, and her microphone is sent while she has a booth. What she
// has is read from the hall's own state; the buttons of the page stay plain forms. Protocol: meetings/live/PROTOCOL.md.

import { Hearing } from "./hall/hearing.js";
import { Line } from "./hall/line.js";
import { Speaking } from "./hall/speaking.js";

const STARTED = "interpreter-started";
const AGAIN_MS = 2_000;
const box = document.querySelector("[data-booth]");
const start = document.querySelector("[data-booth-start]");

class Cabin {
  constructor() {
    this.booth = null;
    this.hears = null;
    this.work = Promise.resolve();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.line = new Line(`${scheme}://${location.host}/live`, () => this.ticket());
    this.line.addEventListener("open", ({ detail }) => this.welcomed(detail));
    this.line.addEventListener("message", ({ detail }) => detail.t === "state" && this.follow(detail.mine.booth ?? null));
    this.line.addEventListener("cut", () => say("lost"));
    this.line.addEventListener("ended", () => this.end());
    addEventListener("pagehide", () => this.line.leave());
    say("connecting");
    this.line.open();
  }

  async ticket() {
    const answer = await fetch(box.dataset.ticket, { method: "POST", body: new URLSearchParams({ agrees: "yes" }) });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return told.ticket;
    throw { word: told.reason, text: told.title, final: [401, 403, 404, 409, 422].includes(answer.status) };
  }

  /** After a cut the seat is the same, and what was agreed for it is agreed anew. */
  welcomed({ ice_servers: servers = [] }) {
    const ice = servers.map(({ urls, username, credential }) => ({ urls, username, credential }));
    this.hearing?.close();
    this.speaking?.end();
    this.hearing = new Hearing(ice);
    this.speaking = new Speaking(ice, async (offer, sound) => (await this.line.ask("publish", { offer, sound })).answer);
    this.hearing.addEventListener("media", ({ detail }) => detail.track && document.body.append(detail.element));
    this.speaking.addEventListener("failed", () => this.follow(this.booth, true));
    this.hears = this.booth = null;
  }

  /** One thing after the other: what the newest state says is done when what came before is. */
  follow(booth, anew = false) {
    clearTimeout(this.again);
    this.work = this.work.then(async () => {
      try {
        await this.listen(booth?.hears ?? box.dataset.hears);
        if (booth && (anew || booth.channel !== this.booth?.channel)) await this.speaking.begin();
        if (!booth) this.speaking.end();
        else this.speaking.mute(booth.muted);
        this.booth = booth;
        say(booth ? "heard" : "listening");
      } catch (fault) {
        const isRefused = fault?.name === "NotAllowedError" || fault?.name === "NotFoundError";
        this.booth = this.hears = null;
        say(isRefused ? "refused" : "lost");
        // After a cut the state that comes with the line begins it anew; a late answer on a line that holds is nobody's news.
        if (!isRefused) this.again = setTimeout(() => this.line.isOpen && this.follow(booth), AGAIN_MS);
      }
    });
  }

  async listen(hears) {
    if (hears === this.hears) return;
    let said = await this.line.ask("wish", { step: "sound", voices: 3, pictures: 0, language: hears });
    if (said.t !== "offer" && !this.hearing.isConnected) said = await this.line.ask("rejoin"); // the offer came too late to be taken
    this.hears = hears;
    if (said.t === "offer") await this.line.ask("answer", { seat: said.seat, answer: await this.hearing.answer(said.offer) });
  }

  end() {
    this.hearing?.close();
    this.speaking?.end();
    say("ended");
  }
}

function say(what) {
  box.textContent = box.getAttribute(`data-words-${what}`);
  box.dataset.sound = what;
}

function remembered() {
  try {
    return sessionStorage.getItem(STARTED) === box.dataset.booth;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function begin() {
  start.checked = start.disabled = true;
  try {
    sessionStorage.setItem(STARTED, box.dataset.booth); // a button of the page loads it anew: sound comes back by itself
  } catch {
    // then she presses once more
  }
  new Cabin();
}

if (box?.dataset.ticket && start && "RTCPeerConnection" in globalThis) {
  start.addEventListener("change", begin, { once: true });
  if (remembered()) begin();
}
