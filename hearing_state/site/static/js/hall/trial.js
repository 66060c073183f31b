// The trial of a line: a made picture and tone go to the media server and come back to oneself alone.

import { ticketOf } from "./entry.js";
import { Hearing } from "./hearing.js";
import { Line } from "./line.js";
import { between, counted } from "./measure.js";

const CONNECT_MS = 8_000;
const TRIAL_MS = 8_000;
const SETTLE_MS = 2_000;
const QUESTIONS = 5;

/** What a line of these figures carries. ``measured``: {loss, roundTrip, bitsPerSecond, frames}; null: no media came through. */
export function verdict(measured) {
  if (!measured || measured.loss > 0.3 || measured.bitsPerSecond < 8_000) return "text";
  if (measured.loss > 0.1 || measured.frames === 0 || measured.bitsPerSecond < 60_000 || measured.roundTrip > 1.5) return "sound";
  if (measured.loss > 0.04 || measured.bitsPerSecond < 180_000) return "low";
  return "video";
}

/** {step, measured}; the step is "nothing" where not even the socket could be reached. */
export async function tryLine(socket, ticket, isGuest) {
  const line = new Line(socket, () => ticketOf(ticket, isGuest));
  const made = makeStream();
  const peers = [];
  try {
    const welcome = await opened(line);
    const asking = await roundTrip(line);
    if (!welcome.media) return { step: "text", measured: null };
    const measured = await through(line, welcome.ice_servers ?? [], made.stream, peers);
    if (measured) measured.roundTrip ||= asking;
    return { step: verdict(measured), measured };
  } catch (refusal) {
    return { step: refusal.word === "live.unavailable" || !refusal.word ? "nothing" : "text", measured: null };
  } finally {
    for (const each of peers) each.close();
    made.end();
    line.leave();
  }
}

function opened(line) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject({ word: "live.unavailable" }), CONNECT_MS);
    const done = (act) => ({ detail }) => {
      clearTimeout(late);
      act(detail);
    };
    line.addEventListener("open", done(resolve), { once: true });
    line.addEventListener("ended", done(reject), { once: true });
    line.open();
  });
}

async function roundTrip(line) {
  const times = [];
  for (let number = 0; number < QUESTIONS; number++) {
    const asked = performance.now();
    await line.ask("wish", { step: "text" });
    times.push((performance.now() - asked) / 1000);
  }
  return times.sort((a, b) => a - b)[QUESTIONS >> 1];
}

async function through(line, iceServers, stream, peers) {
  const out = new RTCPeerConnection({ iceServers, bundlePolicy: "max-bundle" });
  peers.push(out);
  for (const track of stream.getTracks()) {
    const encodings = track.kind === "video" ? { sendEncodings: [{ maxBitrate: 300_000 }] } : {};
    out.addTransceiver(track, { direction: "sendonly", streams: [stream], ...encodings });
  }
  await out.setLocalDescription();
  const trial = await line.ask("trial", { offer: out.localDescription.sdp });
  await out.setRemoteDescription({ type: "answer", sdp: trial.answer });
  const back = new Hearing(iceServers);
  peers.push(back);
  back.addEventListener("media", ({ detail }) => (detail.element.muted = true));
  await line.ask("answer", { seat: trial.seat, answer: await back.answer(trial.offer) });
  if (!(await connected(back))) return null;
  return measured(back);
}

async function connected(hearing) {
  const until = performance.now() + CONNECT_MS;
  while (performance.now() < until && !hearing.isConnected) await pause(100);
  return hearing.isConnected;
}

/** The first seconds are left out: encoders begin slowly. */
async function measured(hearing) {
  await pause(SETTLE_MS);
  const before = counted((await hearing.peer.getStats()).values());
  await pause(TRIAL_MS - SETTLE_MS);
  const after = counted((await hearing.peer.getStats()).values());
  const frames = Object.entries(after.frames).reduce((sum, [slot, count]) => sum + count - (before.frames[slot] ?? 0), 0);
  return { ...between(before, after, (TRIAL_MS - SETTLE_MS) / 1000, true), frames, isRelayed: after.isRelayed };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A tone nobody hears here, and a picture that changes everywhere, so that it costs what a camera's costs. */
function makeStream() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  const paper = canvas.getContext("2d");
  const draw = () => {
    for (let at = 0; at < 60; at++) {
      paper.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
      paper.fillRect(Math.random() * 640, Math.random() * 360, 80, 60);
    }
  };
  draw();
  const drawing = setInterval(draw, 66);
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 440 });
  const into = context.createMediaStreamDestination();
  tone.connect(into);
  tone.start();
  const stream = new MediaStream([...canvas.captureStream(15).getTracks(), ...into.stream.getTracks()].reverse());
  const end = () => {
    clearInterval(drawing);
    context.close();
    for (const track of stream.getTracks()) track.stop();
  };
  return { stream, end };
}
