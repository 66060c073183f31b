// Sound and pictures of the hall: one connection that the server offers, and elements for its tracks.

/** Lost sound is sent again only where the answer asks for it, and browsers do not by themselves. */
export function withSoundAgain(description) {
  return description.replace(/^a=rtpmap:(\d+) opus\/.*$/gim, (line, number) =>
    description.includes(`a=rtcp-fb:${number} nack`) ? line : `${line}\r\na=rtcp-fb:${number} nack`,
  );
}

export class Hearing extends EventTarget {
  #peer = null;
  #elements = new Map();
  #stalled = new Map();

  /** ``iceServers``: as the welcome tells them. */
  constructor(iceServers) {
    super();
    this.iceServers = iceServers;
  }

  get peer() {
    return this.#peer;
  }

  get isConnected() {
    return this.#peer?.connectionState === "connected";
  }

  /** Takes the server's offer and gives the answer. What was connected before ends. */
  async answer(offer) {
    this.close();
    const peer = new RTCPeerConnection({ iceServers: this.iceServers, bundlePolicy: "max-bundle" });
    this.#peer = peer;
    peer.addEventListener("track", (event) => this.#place(peer, event));
    peer.addEventListener("connectionstatechange", () => peer === this.#peer && this.#tell("connection", { state: peer.connectionState }));
    await peer.setRemoteDescription({ type: "offer", sdp: offer });
    const answer = await peer.createAnswer();
    await peer.setLocalDescription({ type: "answer", sdp: withSoundAgain(answer.sdp) });
    return peer.localDescription.sdp;
  }

  #place(peer, { track, transceiver }) {
    if (peer !== this.#peer) return;
    const element = document.createElement(track.kind);
    element.autoplay = true;
    element.playsInline = true;
    element.muted = track.kind === "video";
    element.srcObject = new MediaStream([track]);
    this.#elements.set(transceiver.mid, element);
    this.#tell("media", { kind: track.kind, element, track, slot: transceiver.mid });
  }

  /** Which pictures move: section → whether a new frame came since the last call. */
  moving(frames) {
    for (const [slot, count] of Object.entries(frames)) {
      const before = this.#stalled.get(slot) ?? { count: 0, still: 9 };
      this.#stalled.set(slot, { count, still: count > before.count ? 0 : before.still + 1 });
    }
    return new Map([...this.#stalled].map(([slot, { still }]) => [slot, still < 3]));
  }

  element(slot) {
    return this.#elements.get(slot);
  }

  get sounds() {
    return [...this.#elements.values()].filter((each) => each.localName === "audio");
  }

  close() {
    this.#peer?.close();
    this.#peer = null;
    this.#stalled.clear();
    for (const [slot, element] of this.#elements) {
      element.srcObject = null;
      element.remove();
      this.#tell("media", { kind: element.localName, element, track: null, slot });
    }
    this.#elements.clear();
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
