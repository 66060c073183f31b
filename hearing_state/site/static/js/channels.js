// Which sound the listener wants, and how loud the hall is under the interpreter: kept on this device, and wished again whenever the
// hall's socket is open. What is really heard on the channel is told by the server: the floor, while nobody interprets.

import { hall } from "./hall/surface.js";

const CHANNEL = "hall-channel";
const UNDER = "hall-under";
const box = document.querySelector("[data-channels]");
const said = box?.querySelector("[data-channels-said]");
const buttons = [...(box?.querySelectorAll("[data-channel]") ?? [])];
const unders = [...(box?.querySelectorAll("[data-under]") ?? [])];

function choose(channel) {
  for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.channel === channel));
  box.querySelector("[data-under-choice]").hidden = channel === "floor";
  if (hall.language !== channel) hall.wishLanguage(channel);
}

function put(under) {
  for (const each of unders) each.setAttribute("aria-pressed", String(each.dataset.under === under));
  if (hall.under !== under) hall.wishUnder(under);
}

function remembered(key, possible, usual) {
  try {
    const kept = localStorage.getItem(key);
    return possible.includes(kept) ? kept : usual;
  } catch {
    return usual; // a browser that keeps nothing
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // then it is chosen anew next time
  }
}

function told({ detail }) {
  if (detail.t !== "channel") return;
  said.textContent = detail.heard === detail.channel ? "" : box.dataset.onFloor;
}

/** A line that carries sound only carries one voice: then the interpreter alone is sent, whatever was chosen. */
function sayStep() {
  box.querySelector("[data-under-alone]").hidden = hall.step !== "sound";
}

function offer(all, keptAs, take, name) {
  for (const each of all) {
    each.addEventListener("click", () => {
      remember(keptAs, each.dataset[name]);
      take(each.dataset[name]);
    });
  }
}

if (box) {
  offer(buttons, CHANNEL, choose, "channel");
  offer(unders, UNDER, put, "under");
  hall.addEventListener("message", told);
  hall.addEventListener("tier", sayStep);
  box.querySelector("[data-channels-choice]").hidden = false;
  put(remembered(UNDER, unders.map((each) => each.dataset.under), "quiet"));
  choose(remembered(CHANNEL, buttons.map((each) => each.dataset.channel), "floor"));
  sayStep();
}
