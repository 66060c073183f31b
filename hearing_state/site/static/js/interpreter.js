// The interpreter's sound: hears the channel that she interprets from, and sends her microphone while she has one. What she has is
// read from the hall's own state; the buttons of the page stay plain forms. Protocol: meetings/live/PROTOCOL.md.

const VERSION = 1;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const STARTED = "interpreter-started";

const box = document.querySelector("[data-booth]");
const start = document.querySelector("[data-booth-start]");
const sound = document.querySelector("[data-booth-sound]");

class Cabin {
  constructor() {
    this.number = 0;
    this.waiting = new Map();
    this.tries = 0;
    this.booth = null;
    this.work = Promise.resolve();
    this.heard = new MediaStream();
    sound.srcObject = this.heard;
  }

  async open() {
    say("connecting");
    try {
      this.microphone ??= await navigator.mediaDevices.getUserMedia({ audio: SOUND });
    } catch {
      say("refused");
      return;
    }
    try {
      this.connect(await this.ticket());
    } catch {
      this.again();
    }
  }

  async ticket() {
    const token = document.querySelector('input[name="_csrf"]')?.value ?? "";
    const answer = await fetch(box.dataset.ticket, { method: "POST", body: new URLSearchParams({ _csrf: token, agrees: "yes" }) });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.reason ?? String(answer.status));
    return told.ticket;
  }

  connect(ticket) {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    this.socket = socket;
    socket.addEventListener("open", () => this.say("hello", { version: VERSION, ticket }));
    socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    socket.addEventListener("close", () => socket === this.socket && this.again());
  }

  say(kind, fields = {}) {
    this.socket.send(JSON.stringify({ t: kind, ...fields }));
  }

  ask(kind, fields = {}) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.say(kind, { id, ...fields });
    });
  }

  take(message) {
    const waiting = this.waiting.get(message.re);
    if (waiting) {
      this.waiting.delete(message.re);
      if (message.t === "refused") waiting.reject(new Error(message.word));
      else waiting.resolve(message);
    } else if (message.t === "ping") this.say("pong", { n: message.n });
    else if (message.t === "welcome") this.tries = 0;
    else if (message.t === "state") this.follow(message.mine.booth ?? null);
  }

  /** One thing after the other: what the newest state says is done when what came before is. */
  follow(booth) {
    this.work = this.work.then(async () => {
      const was = this.booth;
      const hears = booth?.hears ?? box.dataset.hears;
      this.booth = booth;
      try {
        if (hears !== this.hears) await this.listen(hears);
        if (booth && booth.channel !== was?.channel) await this.publish();
        if (!booth) this.stop();
        for (const track of this.microphone.getAudioTracks()) track.enabled = Boolean(booth) && !booth.muted;
        say(booth ? "heard" : "listening");
      } catch {
        this.booth = null; // the next state tries again
      }
    });
  }

  async listen(hears) {
    const said = await this.ask("wish", { step: "sound", voices: 3, pictures: 0, language: hears });
    this.hears = hears;
    if (said.t !== "offer") return;
    this.ear?.close();
    for (const track of this.heard.getTracks()) this.heard.removeTrack(track);
    const peer = (this.ear = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" }));
    peer.addEventListener("track", ({ track }) => this.heard.addTrack(track));
    await peer.setRemoteDescription({ type: "offer", sdp: said.offer });
    await peer.setLocalDescription();
    await this.ask("answer", { seat: said.seat, answer: peer.localDescription.sdp });
    sound.play().catch(() => {}); // the browser wants a press first: the box was pressed
  }

  async publish() {
    this.stop();
    const peer = (this.mouth = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" }));
    for (const track of this.microphone.getAudioTracks()) peer.addTransceiver(track, { direction: "sendonly" });
    await peer.setLocalDescription();
    await gathered(peer);
    const said = await this.ask("publish", { offer: peer.localDescription.sdp });
    await peer.setRemoteDescription({ type: "answer", sdp: said.answer });
  }

  stop() {
    this.mouth?.close();
    this.mouth = null;
  }

  again() {
    say("lost");
    this.stop();
    this.ear?.close();
    this.hears = undefined;
    this.booth = null;
    for (const { reject } of this.waiting.values()) reject(new Error("cut"));
    this.waiting.clear();
    const pause = PAUSES_MS[Math.min(this.tries, PAUSES_MS.length - 1)];
    this.tries += 1;
    setTimeout(() => this.open(), pause * (0.8 + 0.4 * Math.random()));
  }
}

function gathered(peer) {
  if (peer.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((done) => {
    peer.addEventListener("icegatheringstatechange", () => peer.iceGatheringState === "complete" && done());
    setTimeout(done, 1000);
  });
}

function say(what) {
  box.textContent = box.getAttribute(`data-words-${what}`);
  box.dataset.sound = what;
}

function remembered() {
  try {
    return sessionStorage.getItem(STARTED) === box.dataset.booth;
  } catch {
    return false;
  }
}

function begin() {
  start.checked = true;
  start.disabled = true;
  try {
    sessionStorage.setItem(STARTED, box.dataset.booth); // a button of the page loads it anew: sound comes back by itself
  } catch {
    // then she presses once more
  }
  new Cabin().open();
}

if (box?.dataset.ticket && start && "RTCPeerConnection" in globalThis) {
  start.addEventListener("change", begin, { once: true });
  if (remembered()) begin();
}
