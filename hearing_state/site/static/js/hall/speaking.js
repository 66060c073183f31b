// One's own microphone and camera: sent from the moment at which the server gives the floor, and ended with it.

const HIGH = { maxBitrate: 300_000, maxFramerate: 15 };
const LOW = { maxBitrate: 90_000, maxFramerate: 10, scaleResolutionDownBy: 2 };
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 15 } };
/** What passes by itself: the offer is said again after so many seconds, since the floor's time runs and nobody should have to press twice. */
const PASSING = new Set(["live.unavailable", "live.too_fast", "media.full", "media.joining_too_fast", "media.closing", "media.away"]);
const AGAIN_SECONDS = [0.5, 1, 2, 4, 8];
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** The devices that were chosen in the lobby, in this tab. */
export function chosen() {
  try {
    return JSON.parse(sessionStorage.getItem("hall-devices") ?? "{}");
  } catch {
    return {};
  }
}

export function choose(devices) {
  try {
    sessionStorage.setItem("hall-devices", JSON.stringify(devices));
  } catch {
    // A browser that keeps nothing: the usual devices are taken.
  }
}

/** Sound always, the picture where it was wished; without a camera, sound alone. */
export async function capture({ camera, microphone, cameraId } = chosen()) {
  const audio = microphone ? { ...SOUND, deviceId: { ideal: microphone } } : SOUND;
  const video = camera ? (cameraId ? { ...PICTURE, deviceId: { ideal: cameraId } } : PICTURE) : false;
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video });
  } catch (fault) {
    if (!video || fault.name === "NotAllowedError") throw fault;
    return navigator.mediaDevices.getUserMedia({ audio });
  }
}

export class Speaking extends EventTarget {
  #peer = null;
  #stream = null;
  #run = 0;

  /** ``publish``: (offer, sound) → the server's answer. */
  constructor(iceServers, publish) {
    super();
    this.iceServers = iceServers;
    this.publish = publish;
  }

  get isOn() {
    return this.#peer !== null;
  }

  get isMuted() {
    return this.#stream?.getAudioTracks().every((track) => !track.enabled) ?? true;
  }

  get hasPicture() {
    return Boolean(this.#stream?.getVideoTracks().length);
  }

  /** Throws what the browser says about the devices (NotAllowedError …), or the server's refusal. */
  async begin(sound = "full") {
    this.end();
    const run = ++this.#run;
    const stream = await capture();
    if (run !== this.#run) return stop(stream); // the floor ended while the browser asked
    this.#stream = stream;
    const peer = (this.#peer = new RTCPeerConnection({ iceServers: this.iceServers, bundlePolicy: "max-bundle" }));
    peer.addEventListener("connectionstatechange", () => this.#changed(peer));
    const [audio] = stream.getAudioTracks();
    const [video] = stream.getVideoTracks();
    peer.addTransceiver(audio, { direction: "sendonly", streams: [stream] });
    if (video) {
      peer.addTransceiver(video, { direction: "sendonly", streams: [stream], sendEncodings: [HIGH] });
      peer.addTransceiver(video.clone(), { direction: "sendonly", streams: [stream], sendEncodings: [LOW] });
    }
    await peer.setLocalDescription();
    try {
      const answer = await this.#agree(peer, sound);
      if (peer === this.#peer) await peer.setRemoteDescription({ type: "answer", sdp: answer });
    } catch (refusal) {
      if (peer === this.#peer) this.end();
      throw refusal;
    }
    if (peer === this.#peer) this.#tell("on", { stream });
  }

  /** The server's answer, asked for again while what stands against it passes by itself and she is still to be heard. */
  async #agree(peer, sound) {
    for (const pause of AGAIN_SECONDS) {
      try {
        return await this.publish(peer.localDescription.sdp, sound);
      } catch (refusal) {
        if (peer !== this.#peer || !PASSING.has(refusal.word)) throw refusal;
        this.#tell("waits", { text: refusal.text });
        await new Promise((resolve) => setTimeout(resolve, 1_000 * Math.max(pause, refusal.again_seconds ?? 0)));
        if (peer !== this.#peer) throw refusal;
      }
    }
    return this.publish(peer.localDescription.sdp, sound);
  }

  mute(muted) {
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !muted;
    this.#tell("muted", { muted });
  }

  /** On a weak line the picture rests, and the voice goes on. */
  async showPicture(shown) {
    for (const sender of this.#peer?.getSenders() ?? []) {
      if (sender.track?.kind !== "video") continue;
      const parameters = sender.getParameters();
      for (const each of parameters.encodings) each.active = shown;
      await sender.setParameters(parameters);
    }
  }

  end() {
    this.#run += 1;
    const was = this.#peer;
    for (const sender of was?.getSenders() ?? []) sender.track?.stop();
    was?.close();
    stop(this.#stream);
    this.#peer = this.#stream = null;
    if (was) this.#tell("off", {});
  }

  #changed(peer) {
    if (peer === this.#peer && peer.connectionState === "failed") this.#tell("failed", {});
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function stop(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
