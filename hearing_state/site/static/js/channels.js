// Which sound the listener wants: kept on this device, and wished again whenever the hall's socket is open. What is really heard on
// the channel is told by the server: the floor, while nobody interprets.

import { hall } from "./hall/surface.js";

const KEPT = "hall-channel";
const box = document.querySelector("[data-channels]");
const said = box?.querySelector("[data-channels-said]");
const buttons = [...(box?.querySelectorAll("[data-channel]") ?? [])];

function choose(channel) {
  for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.channel === channel));
  if (hall.language !== channel) hall.wishLanguage(channel);
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function pressed(event) {
  const { channel } = event.currentTarget.dataset;
  try {
    localStorage.setItem(KEPT, channel);
  } catch {
    // then it is chosen anew next time
  }
  choose(channel);
}

function told({ detail }) {
  if (detail.t !== "channel") return;
  said.textContent = detail.heard === detail.channel ? "" : box.dataset.onFloor;
}

if (box) {
  for (const each of buttons) each.addEventListener("click", pressed);
  hall.addEventListener("message", told);
  box.querySelector("[data-channels-choice]").hidden = false;
  const before = remembered();
  choose(buttons.some((each) => each.dataset.channel === before) ? before : "floor");
}
