// The broadcast of a live meeting in a <video>: fragments over a WebSocket into Media Source; HLS where a device has none.
//
//   const broadcast = new Broadcast(video, { socket: "/broadcast/M-2026-000017", hls: "/broadcast/M-2026-000017/live.m3u8" });
//   broadcast.addEventListener("state", (event) => show(event.detail.state));
//   broadcast.start();   …   broadcast.stop();
//
// States: connecting, playing, waiting (the line is weak: it goes on at the present), blocked (the browser wants a press on
// play), hls, over, unsupported. What the server says is described in meetings/media/broadcast/README.md.

const TYPE = 'video/mp4; codecs="avc1.42e01f,mp4a.40.2"';
const HLS = "application/vnd.apple.mpegurl";
const Source = window.ManagedMediaSource ?? window.MediaSource;
const HOLD = 0.4; // seconds behind the newest fragment; grows when the line is uneven
const HOLD_MOST = 2.5;
const LAG_MOST = 2; // beyond the hold: jump instead of catching up
const LAG_AFTER_REST = 0.4; // the same while nothing plays yet, or not again: there a jump is not noticed
const RESTED = 10_000; // ms between two such jumps: where each one takes long, no more of them
const KEPT = 8; // seconds behind the present that stay in memory
const WAITING_MOST = 60;
const TRIES = 4; // without a single fragment, before HLS is tried
const PAUSES = [300, 800, 1500, 3000, 5000, 8000];

export class Broadcast extends EventTarget {
  #video;
  #addresses;
  #socket = null;
  #media = null;
  #buffer = null;
  #waiting = [];
  #hold = HOLD;
  #tries = 0;
  #jumpedAt = -RESTED;
  #timer = 0;
  #isStopped = true;
  #off = null;
  state = "";

  constructor(video, { socket, hls }) {
    super();
    this.#video = video;
    this.#addresses = { socket, hls };
  }

  static canStream() {
    return Boolean(Source?.isTypeSupported(TYPE)) && "WebSocket" in window;
  }

  start() {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#off = new AbortController();
    const on = { signal: this.#off.signal };
    this.#video.addEventListener("waiting", () => this.#waits(), on);
    this.#video.addEventListener("playing", () => this.#plays(), on);
    this.#video.addEventListener("error", () => this.#media && this.#again(), on);
    if (Broadcast.canStream()) this.#attach();
    else this.#useHls();
  }

  stop() {
    this.#isStopped = true;
    this.#off?.abort();
    this.#close();
    this.#detach();
  }

  // Seconds between the newest fragment and what is shown.
  get behind() {
    const ranges = this.#video.buffered;
    return ranges.length ? ranges.end(ranges.length - 1) - this.#video.currentTime : 0;
  }

  #say(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state } }));
  }

  // Media Source

  #attach() {
    this.#say("connecting");
    const media = (this.#media = new Source());
    this.#video.disableRemotePlayback = true; // ManagedMediaSource wants it said
    this.#video.src = URL.createObjectURL(media);
    media.addEventListener("sourceopen", () => {
      URL.revokeObjectURL(this.#video.src);
      if (media === this.#media) this.#connect();
    }, { once: true });
  }

  #detach() {
    if (!this.#media && !this.#video.src) return;
    this.#media = this.#buffer = null;
    this.#waiting = [];
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #connect() {
    const address = new URL(this.#addresses.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = (this.#socket = new WebSocket(address));
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", (event) => socket === this.#socket && this.#hear(event.data));
    socket.addEventListener("close", () => socket === this.#socket && this.#lost());
  }

  #close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #lost() {
    this.#socket = null;
    if (this.#isStopped || this.state === "over") return;
    this.#tries += 1;
    if (this.#tries >= TRIES && !this.#buffer && this.#video.canPlayType(HLS)) return this.#useHls();
    this.#say("connecting");
    const pause = PAUSES[Math.min(this.#tries, PAUSES.length) - 1];
    this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random())); // not everybody at the same moment
  }

  #hear(data) {
    if (typeof data !== "string") {
      this.#tries = 0;
      this.#put(data);
      return;
    }
    const said = JSON.parse(data);
    if (said.over) {
      this.#say("over");
      this.#close();
      this.#put("end");
    } else if (said.type) {
      this.#put(said.type);
    }
  }

  // What is appended, in its order: a type is followed by its head.
  #put(item) {
    this.#waiting.push(item);
    if (this.#waiting.length > WAITING_MOST) this.#again();
    else this.#append();
  }

  #append() {
    const buffer = this.#buffer;
    if (!this.#waiting.length || buffer?.updating || this.#media?.readyState !== "open") return;
    const item = this.#waiting.shift();
    try {
      if (item === "end") this.#media.endOfStream();
      else if (typeof item === "string") this.#change(item);
      else if (buffer) return buffer.appendBuffer(item);
    } catch {
      return this.#again(); // full, or broken: begin anew at the present
    }
    this.#append();
  }

  #change(type) {
    if (this.#buffer) {
      this.#buffer.changeType(type);
      return;
    }
    this.#buffer = this.#media.addSourceBuffer(type);
    this.#buffer.addEventListener("updateend", () => this.#appended());
  }

  #appended() {
    if (!this.#buffer || this.#media?.readyState !== "open") return;
    this.#follow();
    const begin = this.#buffer.buffered.length ? this.#buffer.buffered.start(0) : 0;
    const until = this.#video.currentTime - KEPT;
    if (!this.#buffer.updating && until - begin > KEPT) this.#buffer.remove(0, until);
    this.#append();
  }

  // Stay at the present: over a hole, after a stall, and slowly where it is only a little.
  #follow() {
    const video = this.#video;
    const ranges = this.#buffer.buffered;
    if (!ranges.length) return;
    const last = ranges.length - 1;
    const end = ranges.end(last);
    const lag = end - video.currentTime;
    const isOutside = video.currentTime < ranges.start(last) || lag > this.#hold + LAG_MOST;
    if (isOutside && end - ranges.start(last) >= Math.min(this.#hold, 0.2)) {
      if (!video.paused || !video.currentTime) video.currentTime = Math.max(ranges.start(last), end - this.#hold);
    }
    video.playbackRate = lag > this.#hold + 0.25 ? 1.06 : 1;
    const plays = !video.paused && !video.seeking && video.readyState > 2;
    if (plays && (this.state === "connecting" || this.state === "waiting")) this.#plays();
    else if (this.state === "connecting" && video.paused) this.#play();
  }

  #play() {
    this.#say("waiting");
    this.#video.play().catch((fault) => fault.name === "NotAllowedError" && this.#say("blocked"));
  }

  // Decoders begin slowly and lines stall: what came meanwhile would be seconds of delay, caught up with over half a minute.
  #plays() {
    if (this.#media && this.#isLate()) {
      this.#jumpedAt = performance.now();
      this.#video.currentTime = this.#video.buffered.end(this.#video.buffered.length - 1) - this.#hold;
      return; // it plays again in a moment, or is found playing by `#follow`
    }
    this.#say(this.#media ? "playing" : "hls");
  }

  #isLate() {
    return this.behind > this.#hold + LAG_AFTER_REST && performance.now() - this.#jumpedAt > RESTED;
  }

  #waits() {
    if (!this.#media || this.state !== "playing") return;
    this.#hold = Math.min(this.#hold * 1.4, HOLD_MOST);
    this.#say("waiting");
  }

  #again() {
    if (this.state === "over") return; // what was still to be shown may be lost, but nothing begins again
    this.#close();
    this.#detach();
    if (!this.#isStopped) this.#timer = setTimeout(() => this.#attach(), PAUSES[0]);
  }

  // HLS

  #useHls() {
    this.#close();
    this.#detach();
    if (!this.#video.canPlayType(HLS)) return this.#say("unsupported");
    this.#say("hls");
    this.#video.src = this.#addresses.hls;
    this.#video.addEventListener("ended", () => this.#say("over"), { once: true });
    this.#video.play().catch((fault) => fault.name === "NotAllowedError" && this.#say("blocked"));
  }
}
