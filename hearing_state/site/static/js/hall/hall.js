// The live hall in the browser: joins the socket, sound and picture, the ladder, and the page. Which other rooms may hold on to: surface.js.

import { Controls } from "./controls.js";
import { ticketOf } from "./entry.js";
import { Hearing } from "./hearing.js";
import { begin, look, refused, WITH_MEDIA, WITH_PICTURES } from "./ladder.js";
import { Line } from "./line.js";
import { between, counted } from "./measure.js";
import { HallPage } from "./page.js";
import { Speaking } from "./speaking.js";
import { hall } from "./surface.js";
import { Under } from "./under.js";

const SECOND = 1000;
const TICKER_MS = 5_000;
const SLOWLY_MS = 25_000;
const SPREAD_MOST_MS = 8_000;
const CONNECT_MS = 4_000;
/** Together as many sections as a description may have (PROTOCOL.md). */
const SLOTS = { voices: 3, pictures: 1 };

class LiveHall {
  constructor(root, panel) {
    this.panel = panel;
    this.page = new HallPage(root);
    this.controls = new Controls(root, panel);
    this.line = new Line(panel.dataset.socket, () => this.#ticket());
    this.hearing = null;
    this.speaking = null;
    this.under = new Under();
    this.ladder = begin(performance.now(), "video");
    this.ceiling = "video";
    this.before = null;
    this.listenedAt = 0;
    this.muted = false;
    hall.askThrough = (kind, fields) => this.line.ask(kind, fields);
    this.#listen();
  }

  start() {
    this.#step("text", "line");
    if (this.panel.dataset.who === "guest") this.controls.show("come", true);
    else this.line.open();
    setInterval(() => this.#tick(), SECOND);
    setInterval(() => this.#readAgain(), TICKER_MS);
  }

  #listen() {
    const { line, page, controls } = this;
    line.addEventListener("open", ({ detail }) => this.#welcomed(detail));
    line.addEventListener("message", ({ detail }) => this.#told(detail));
    line.addEventListener("cut", () => this.#cut());
    line.addEventListener("ended", ({ detail }) => this.#ended(detail));
    page.addEventListener("sent", ({ detail }) => this.#sent(detail));
    page.addEventListener("unsent", () => controls.tell("trouble", "unsent", { aloud: true }));
    page.addEventListener("read", () => controls.tell("trouble", ""));
    page.addEventListener("gone", () => location.reload());
    page.addEventListener("swapped", ({ detail }) => this.#sayPlace(detail));
    controls.addEventListener("come", () => this.#comes());
    controls.addEventListener("sound", () => this.#play());
    controls.addEventListener("mute", () => this.#mute(!this.muted));
    controls.addEventListener("speak", () => this.#speak());
    controls.addEventListener("microphone", () => this.#switchMicrophone());
    controls.addEventListener("stop", () => this.#stopSpeaking());
    controls.addEventListener("wish", ({ detail }) => this.#wishStep(detail.step));
    hall.addEventListener("language", () => this.#wish());
    hall.addEventListener("under", () => (this.#withFloor() === this.#hasFloorUnder() ? this.#mix() : this.#wish()));
    addEventListener("online", () => this.#probe());
    document.addEventListener("visibilitychange", () => document.hidden || this.#probe());
    addEventListener("pagehide", (event) => event.persisted || this.line.leave());
  }

  // The socket

  #ticket() {
    return ticketOf(this.panel.dataset.ticket, this.panel.dataset.who === "guest" || this.panel.dataset.agrees === "yes");
  }

  #welcomed(welcome) {
    hall.tell("welcome", welcome);
    hall.tell("line", { connected: true });
    this.controls.tell("trouble", "");
    const ice = (welcome.ice_servers ?? []).map(({ urls, username, credential }) => ({ urls, username, credential }));
    if (!this.hearing) this.#prepare(ice);
    this.hearing.iceServers = this.speaking.iceServers = ice;
    for (const step of ["video", "low", "sound"]) welcome.media ? hall.offered.add(step) : hall.offered.delete(step);
    this.controls.show("speak", this.#mayStart());
    this.page.read();
    this.#wish();
    if (this.speaking.isOn) this.#speak();
  }

  #prepare(ice) {
    this.hearing = new Hearing(ice);
    this.speaking = new Speaking(ice, async (offer, sound) => (await this.line.ask("publish", { offer, sound })).answer);
    this.hearing.addEventListener("media", ({ detail }) => this.#media(detail));
    this.hearing.addEventListener("connection", ({ detail }) => detail.state === "failed" && this.#rejoin());
    this.speaking.addEventListener("on", () => this.#speaks(true));
    this.speaking.addEventListener("off", () => this.#speaks(false));
    this.speaking.addEventListener("waits", ({ detail }) => this.controls.complain(detail.text));
    this.speaking.addEventListener("failed", () => this.line.isOpen && this.#speak());
  }

  #told(message) {
    if (message.t === "state") this.#state(message);
    else if (message.t === "offer") this.#take(message).catch(() => this.#rejoin());
    else if (message.t === "floor_given") this.#floor(true);
    else if (message.t === "floor_ended") this.#floor(false);
    else if (message.t === "moved") setTimeout(() => this.#moved(), 1_000 * message.within_seconds * Math.random());
    else if (message.t === "refused") this.controls.complain(message.text);
    else this.#toldMore(message);
  }

  #toldMore(message) {
    if (message.t === "channel") this.under.interpreted = message.heard !== "floor";
    hall.tell("message", message);
  }

  /** The media server died: what was agreed with it is gone. The line is not to blame for it, so the step before holds again. */
  #moved() {
    if (!this.hearing) return;
    this.#to({ ...begin(performance.now(), this.carriedStep ?? this.ceiling), bars: this.ladder.bars, fails: {} });
    this.#wish();
    if (this.speaking.isOn) this.#speak();
  }

  #state(state) {
    const before = hall.state;
    hall.tell("state", state);
    const told = document.querySelector("[data-hall-floor]");
    if (told && state.hall.floor && told.textContent !== state.hall.floor) {
      told.textContent = state.hall.floor;
      this.controls.say(state.hall.floor);
    }
    const own = JSON.stringify([state.mine?.hand, state.mine?.has_floor, state.mine?.agrees]);
    const isOwn = !before || own !== JSON.stringify([before.mine?.hand, before.mine?.has_floor, before.mine?.agrees]);
    // A thousand people must not all read the page in the same moment; who is meant herself reads it at once.
    this.page.read(isOwn ? 0 : Math.random() * Math.min(SPREAD_MOST_MS, 20 * (state.hall.present ?? 0)));
  }

  #cut() {
    hall.tell("line", { connected: false });
    this.controls.tell("trouble", "cut", { aloud: true });
  }

  #ended(why) {
    hall.tell("line", { connected: false });
    this.hearing?.close();
    this.speaking?.end();
    hall.offered.delete("video");
    this.#step("text", "line");
    this.controls.complain(why.text);
    this.controls.show("speak", false);
    this.page.read();
  }

  #probe() {
    this.line.probe("wish", this.wished ?? { step: "text" });
  }

  // Sound and picture

  /** Say what is to come: the step of the ladder, and the channel. */
  async #wish() {
    if (!this.line.isOpen) return;
    this.wished = { step: this.ladder.step, ...SLOTS, language: hall.language };
    if (this.#withFloor()) this.wished.with_floor = true;
    await this.#offered("wish", this.wished);
    this.#mix();
  }

  /** A second stream of sound, for who hears an interpreter: not on a line that carries, or a purse that pays, one. */
  #withFloor() {
    const isKnown = Under.isPossible && Boolean(hall.welcome?.knows?.includes("with_floor"));
    return isKnown && hall.language !== "floor" && hall.under !== "off" && WITH_PICTURES.has(this.ladder.step);
  }

  #hasFloorUnder() {
    return this.wished?.with_floor ?? false;
  }

  #mix() {
    this.under.mix(this.hearing?.sounds ?? [], this.#hasFloorUnder() ? hall.under : "off");
  }

  async #rejoin() {
    if (this.line.isOpen && WITH_MEDIA.has(this.ladder.step)) await this.#offered("rejoin", {});
  }

  async #offered(kind, fields) {
    try {
      const told = await this.line.ask(kind, fields);
      if (told.t === "offer") await this.#take(told);
      else if (!WITH_MEDIA.has(this.ladder.step)) this.hearing.close();
      else if (!this.hearing.isConnected && kind === "wish" && !this.hearing.peer) return await this.#rejoin();
      this.#step(this.ladder.step, "line");
    } catch (refusal) {
      if (refusal.late || !this.line.isOpen) return;
      this.controls.complain(refusal.text);
      this.#to(refused(this.ladder, performance.now(), hall.offered));
    }
  }

  async #take(told) {
    this.before = null;
    this.listenedAt = performance.now();
    const answer = await this.hearing.answer(told.offer);
    await this.line.ask("answer", { seat: told.seat, answer });
  }

  #media(detail) {
    if (detail.track) {
      this.controls.place(detail.element);
      detail.element.muted = detail.kind === "video" || this.muted;
      detail.element.hidden = detail.kind === "video";
      this.#play();
    }
    if (detail.kind === "audio") this.#mix();
    hall.tell("media", detail);
  }

  /** Browsers let sound begin only after somebody pressed something on the page. */
  async #play() {
    this.under.resume();
    const plays = await Promise.allSettled((this.hearing?.sounds ?? []).map((each) => each.play()));
    const blocked = plays.some((each) => each.reason?.name === "NotAllowedError");
    this.controls.show("sound", blocked);
    this.controls.show("mute", !blocked && this.hearing.sounds.length > 0);
    hall.tell("sound", { muted: this.muted, blocked });
  }

  #mute(muted) {
    this.muted = muted;
    for (const each of this.hearing?.sounds ?? []) each.muted = muted;
    this.under.mute(muted);
    this.controls.press("mute", muted);
    hall.tell("sound", { muted, blocked: false });
  }

  #comes() {
    this.controls.show("come", false);
    this.line.open();
  }

  // The ladder

  async #tick() {
    if (this.measuring || !this.line.isOpen) return;
    this.measuring = true;
    try {
      const sample = WITH_MEDIA.has(this.ladder.step) ? await this.#measure() : null;
      this.#to(look(this.ladder, sample, performance.now(), hall.offered, this.ceiling));
    } finally {
      this.measuring = false;
    }
  }

  async #measure() {
    const { peer } = this.hearing;
    const now = performance.now();
    const connected = this.hearing.isConnected || (now - this.listenedAt < CONNECT_MS && peer?.connectionState !== "failed");
    if (!peer || !this.hearing.isConnected) return { connected, loss: 0, concealed: 0, frozen: 0, roundTrip: 0 };
    const after = counted((await peer.getStats()).values());
    const before = this.before ?? { ...after, at: now - SECOND };
    this.before = { ...after, at: now };
    this.controls.showPictures(this.hearing, this.hearing.moving(after.frames));
    return between(before, after, (now - before.at) / SECOND, true);
  }

  #to(next) {
    const changed = next.step !== this.ladder.step;
    if (WITH_MEDIA.has(next.step)) this.carriedStep = next.step;
    this.ladder = next;
    if (!changed) return;
    if (this.speaking?.isOn) this.speaking.showPicture(WITH_PICTURES.has(next.step)).catch(() => {});
    this.#step(next.step, "line");
    this.#wish();
  }

  #wishStep(step) {
    this.ceiling = step;
    const now = performance.now();
    this.#to({ ...begin(now, step), bars: this.ladder.bars, fails: this.ladder.fails });
  }

  #step(step, by) {
    if (hall.step === step && this.told === step) return;
    this.told = step;
    hall.tell("tier", { step, by });
    this.controls.tell("step", step, { aloud: hall.welcome !== null });
    if (!WITH_PICTURES.has(step)) this.panel.querySelector("[data-hall-pictures]").hidden = true;
  }

  /** The ticker: over plain HTTP, often where there is no socket; else now and then, since votes do not stir the hall. */
  #readAgain() {
    const now = performance.now();
    const pause = this.line.isOpen ? SLOWLY_MS * (0.8 + 0.4 * Math.random()) : 0;
    if (document.hidden || now - (this.readAt ?? 0) < pause) return;
    this.readAt = now;
    this.page.read();
  }

  // Speaking

  #mayStart() {
    return (hall.welcome?.role === "stage" || this.hasFloor) && !this.speaking?.isOn && Boolean(navigator.mediaDevices);
  }

  async #floor(given) {
    this.hasFloor = given;
    this.page.read();
    if (!given && hall.welcome?.role !== "stage") this.speaking.end();
    this.controls.show("speak", this.#mayStart());
    if (given && !this.speaking.isOn && (await isAllowed())) await this.#speak();
  }

  async #speak() {
    this.controls.show("speak", false);
    this.controls.complain("");
    try {
      await this.speaking.begin(WITH_PICTURES.has(this.ladder.step) ? "full" : "low");
    } catch (fault) {
      this.controls.tell("device", deviceTrouble(fault), { aloud: true });
      this.controls.complain(fault.text);
      this.controls.show("speak", this.#mayStart());
    }
  }

  #speaks(on) {
    this.controls.tell("speaking", on ? "on" : "off", { aloud: true });
    this.controls.tell("device", "");
    if (on) this.controls.complain("");
    this.controls.show("microphone", on);
    this.controls.show("stop", on && hall.welcome?.role === "stage");
    this.controls.press("microphone", false);
    this.controls.show("speak", this.#mayStart());
  }

  #switchMicrophone() {
    const muted = !this.speaking.isMuted;
    this.speaking.mute(muted);
    this.controls.press("microphone", muted);
    this.controls.tell("speaking", muted ? "muted" : "on", { aloud: true });
  }

  #stopSpeaking() {
    this.speaking.end();
    this.line.say("unpublish");
  }

  // The page

  /** She has come in, or said something else about being recorded: the next ticket must say the same. */
  #sent({ form, ok }) {
    if (!ok || !form.action.endsWith("/hall/enter")) return;
    const panel = document.querySelector("[data-hall-part=mine] [data-agrees]");
    const agrees = panel?.dataset.agrees ?? "no";
    if (agrees === this.panel.dataset.agrees) return;
    this.panel.dataset.agrees = agrees;
    this.line.renew();
  }

  #sayPlace({ part, name }) {
    if (name === "mine") this.controls.say(part.querySelector(".hs-now__text")?.textContent ?? "");
  }
}

/** Whether the browser will not ask again: then speaking begins with the floor, as at a table. */
async function isAllowed() {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state === "granted";
  } catch {
    return false;
  }
}

function deviceTrouble(fault) {
  if (fault.name === "NotAllowedError") return "refused";
  if (fault.name === "NotFoundError" || fault.name === "NotReadableError") return "missing";
  return "";
}

const panel = document.querySelector("[data-hall-live]");
if (hall.root && panel && "RTCPeerConnection" in window && "WebSocket" in window) new LiveHall(hall.root, panel).start();
