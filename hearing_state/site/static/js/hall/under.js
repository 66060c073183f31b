// The floor under the interpreter. On her channel the first sound is hers alone and the others are the floor's (`with_floor` in
// PROTOCOL.md): here the floor is quiet while she speaks, and as loud as it comes while she does not.

const decibels = (number) => 10 ** (number / 20);

/** How loud the floor is under her, by what the listener may choose; "off" is not sent at all. */
export const UNDER = { quiet: decibels(-18), louder: decibels(-9) };
const AUDIBLE = decibels(-55);
/** Between two sentences she is silent without having stopped; once nobody interprets, only her last word is waited for. */
const PAUSE_MS = 3_000;
const GONE_MS = 500;
const LOOK_MS = 100;
/** Down at once, so that her first word is understood; up slowly, so that nobody starts. */
const DOWN_SECONDS = 0.05;
const UP_SECONDS = 0.4;

export class Under {
  static isPossible = "AudioContext" in globalThis;

  /** Whether somebody interprets, as the server last told it. */
  interpreted = false;
  #muted = false;
  #quiet = 1;
  #context = null;
  #sounds = [];
  #nodes = [];
  #hers = null;
  #gain = null;
  #spokeAt = -Infinity;
  #timer = 0;
  #samples = new Float32Array(2_048);

  /** ``sounds``: the elements in their order. ``level``: of UNDER; any other: all are heard as they come. */
  mix(sounds, level) {
    if (!(level in UNDER) || sounds.length < 2) return this.end();
    this.#quiet = UNDER[level];
    if (sounds.length !== this.#sounds.length || sounds.some((each, at) => each !== this.#sounds[at])) this.#connect(sounds);
    this.#look();
  }

  mute(muted) {
    this.#muted = muted;
    if (this.#sounds.length > 0) this.#look();
  }

  /** Browsers let it begin only after somebody pressed something; until then the elements themselves are turned down. */
  resume() {
    this.#context?.resume();
  }

  end() {
    clearInterval(this.#timer);
    for (const each of this.#nodes) each.disconnect();
    for (const each of this.#sounds) {
      each.volume = 1;
      each.muted = this.#muted;
    }
    this.#sounds = this.#nodes = [];
    this.#gain = this.#hers = null;
  }

  /** Hers stays with her element: should the browser withhold the rest, she is heard all the same. */
  #connect(sounds) {
    this.end();
    this.#context ??= new AudioContext();
    this.#context.resume();
    const [hers, ...floor] = sounds.map((each) => this.#context.createMediaStreamSource(each.srcObject));
    this.#hers = this.#context.createAnalyser();
    this.#hers.fftSize = this.#samples.length;
    hers.connect(this.#hers);
    this.#gain = this.#context.createGain();
    for (const each of floor) each.connect(this.#gain);
    this.#gain.connect(this.#context.destination);
    this.#sounds = sounds;
    this.#nodes = [hers, ...floor, this.#gain];
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  #look() {
    const runs = this.#context.state === "running";
    const loud = this.#speaks(runs) ? this.#quiet : 1;
    const wanted = this.#muted ? 0 : loud;
    this.#gain.gain.setTargetAtTime(wanted, this.#context.currentTime, wanted < this.#gain.gain.value ? DOWN_SECONDS : UP_SECONDS);
    this.#sounds[0].muted = this.#muted;
    for (const each of this.#sounds.slice(1)) {
      each.muted = runs || this.#muted;
      each.volume = loud;
    }
  }

  /** By what comes of hers; where that cannot be listened to, by what the server told. */
  #speaks(runs) {
    if (!runs) return this.interpreted;
    const now = performance.now();
    this.#hers.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, each) => sum + each * each, 0) / this.#samples.length;
    if (Math.sqrt(power) > AUDIBLE) this.#spokeAt = now;
    return now - this.#spokeAt < (this.interpreted ? PAUSE_MS : GONE_MS);
  }
}
