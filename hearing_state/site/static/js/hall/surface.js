// What other rooms' scripts on the page of the hall may hold on to (captions, interpretation, broadcast):
//
//   import { hall } from "./surface.js";
//   hall.addEventListener("state", ({ detail }) => …);
//
// Events, each a CustomEvent:
//   welcome  {seat, me, role, agrees, media}        the socket is open; again after each coming back
//   state    {n, hall, mine}                        the newest state (PROTOCOL.md)
//   line     {connected}                            the socket came or went
//   tier     {step, by}                             the step of the ladder that carries now; by: "line" | "wish"
//   media    {kind, element, track, slot}           a sound or picture element stands on the page; track null: it has gone
//   sound    {muted, volume, blocked}               what is heard: the reader's choice, or the browser's (blocked)
//   message  the message itself                     whatever else the server says (captions and the like)
//
// Words:
//   hall.ask(kind, fields)      → the server's answer; rejects with {word, text}
//   hall.offerStep("broadcast") this room carries that step of the ladder from now on; the ladder then uses it
//   hall.wishLanguage("kk")     the channel of interpretation that is heard from now on
//   hall.wishUnder("quiet")     how the floor is heard under the interpreter: "off" | "quiet" | "louder"

class Hall extends EventTarget {
  root = document.querySelector("[data-hall]");
  step = "text";
  language = "floor";
  under = "quiet";
  state = null;
  welcome = null;
  connected = false;
  offered = new Set(["text"]);
  /** Set by hall.js, which owns the socket. */
  askThrough = null;

  tell(kind, detail) {
    if (kind === "state" || kind === "welcome") this[kind] = detail;
    if (kind === "line") this.connected = detail.connected;
    if (kind === "tier") this.step = detail.step;
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  ask(kind, fields = {}) {
    if (!this.askThrough) return Promise.reject({ word: "live.unavailable" });
    return this.askThrough(kind, fields);
  }

  offerStep(step) {
    this.offered.add(step);
    this.dispatchEvent(new CustomEvent("offered", { detail: { step } }));
  }

  wishLanguage(language) {
    this.language = language;
    this.dispatchEvent(new CustomEvent("language", { detail: { language } }));
  }

  wishUnder(under) {
    this.under = under;
    this.dispatchEvent(new CustomEvent("under", { detail: { under } }));
  }
}

export const hall = new Hall();
