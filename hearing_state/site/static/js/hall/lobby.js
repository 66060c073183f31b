// The lobby: whether one hears, is heard and seen, and what the line carries. Nothing of it is sent but the trial of the line.

import { tryLine } from "./trial.js";
import { choose, chosen } from "./speaking.js";

const TONE_SECONDS = 2;
const HEARD = 12;

const root = document.querySelector("[data-lobby]");
const find = (selector) => root.querySelector(selector);
let stream = null;
let looking = 0;

function tell(group, which) {
  for (const each of root.querySelectorAll(`[data-${group}]`)) each.hidden = each.getAttribute(`data-${group}`) !== which;
}

function play() {
  tell("ears", "playing");
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 440 });
  const volume = new GainNode(context, { gain: 0.2 });
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE_SECONDS);
  tone.addEventListener("ended", () => context.close());
}

async function capture(withPicture) {
  const { microphone, cameraId } = chosen();
  const device = (id) => (id ? { deviceId: { ideal: id } } : true);
  stop();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: device(microphone), video: withPicture && device(cameraId) });
  } catch (fault) {
    tell("voice-told", fault.name === "NotAllowedError" ? "refused" : "missing");
    return;
  }
  choose({ ...chosen(), camera: withPicture });
  find("[data-lobby-do=picture]").setAttribute("aria-pressed", String(withPicture));
  find("[data-voice]").hidden = false;
  find("[data-picture]").hidden = !withPicture;
  if (withPicture) mirror();
  measure();
  await listDevices();
}

function mirror() {
  const shown = find("[data-mirror]");
  shown.srcObject = stream;
  shown.play().catch(() => {});
}

/** The bar moves with the voice; once it has moved well, that is said. */
function measure() {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const wave = new Float32Array(analyser.fftSize);
  const run = ++looking;
  context.createMediaStreamSource(stream).connect(analyser);
  const look = () => {
    if (run !== looking) return context.close();
    analyser.getFloatTimeDomainData(wave);
    const level = Math.min(100, 300 * Math.sqrt(wave.reduce((sum, each) => sum + each * each, 0) / wave.length));
    find("#level").value = level;
    if (level > HEARD) tell("voice-told", "heard");
    setTimeout(look, 100);
  };
  look();
}

async function listDevices() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  for (const [id, kind, key] of [["microphone", "audioinput", "microphone"], ["camera", "videoinput", "cameraId"]]) {
    const select = document.getElementById(id);
    const running = stream.getTracks().find((track) => track.kind === kind.slice(0, 5))?.getSettings().deviceId;
    const options = devices.filter((each) => each.kind === kind).map((each) => new Option(each.label, each.deviceId));
    select.replaceChildren(...options);
    if (running) select.value = running;
    select.onchange = () => {
      choose({ ...chosen(), [key]: select.value });
      capture(chosen().camera ?? false);
    };
  }
}

function stop() {
  looking += 1;
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
}

async function line() {
  const button = find("[data-lobby-do=line]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  find("[data-figures]").hidden = true;
  tell("line-told", "trying");
  const panel = find("[data-line]");
  const found = await tryLine(panel.dataset.socket, panel.dataset.ticket, "guest" in panel.dataset);
  button.removeAttribute("aria-disabled");
  tell("line-told", found.step);
  if (!found.measured) return;
  find("[data-figures]").hidden = false;
  find("[data-figure=roundTrip]").textContent = String(Math.round(found.measured.roundTrip * 1000));
  find("[data-figure=loss]").textContent = String(Math.round(found.measured.loss * 100));
  find("[data-figure=kilobits]").textContent = String(Math.round(found.measured.bitsPerSecond / 1000));
  find("[data-relayed]").hidden = !found.measured.isRelayed;
}

if (root && navigator.mediaDevices) {
  for (const each of root.querySelectorAll("[data-check]")) each.hidden = false;
  const acts = { play, voice: () => capture(false), picture: () => capture(find("[data-lobby-do=picture]").getAttribute("aria-pressed") !== "true"), line };
  for (const button of root.querySelectorAll("[data-lobby-do]")) button.addEventListener("click", acts[button.dataset.lobbyDo]);
  addEventListener("pagehide", stop);
}
