// Which sound the listener wants: kept on this device, and told to whatever plays the hall's sound by the event "hall:channel"
// (detail: floor, kk, ru or en). What is really heard comes back by "hall:heard" (detail: {channel, heard}).

const KEPT = "hall-channel";
const box = document.querySelector("[data-channels]");
const buttons = [...(box?.querySelectorAll("[data-channel]") ?? [])];

function choose(channel) {
  for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.channel === channel));
  document.documentElement.dataset.hallChannel = channel;
  document.dispatchEvent(new CustomEvent("hall:channel", { detail: channel }));
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

if (box) {
  for (const each of buttons) each.addEventListener("click", pressed);
  box.querySelector("[data-channels-choice]").hidden = false;
  const before = remembered();
  choose(buttons.some((each) => each.dataset.channel === before) ? before : "floor");
}
