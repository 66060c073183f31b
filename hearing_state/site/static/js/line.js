// On every public page: brings the worker in, says when a page is a kept copy, and that something written waits for the line.

import { ask, when } from "./worker-talk.js";

const box = document.querySelector("[data-line]");

function show(name, isShown, change = () => undefined) {
  const part = box.querySelector(`[data-line-${name}]`);
  if (isShown) change(part);
  part.hidden = !isShown;
}

async function sayHowItWasRead(wasControlled) {
  if (!wasControlled) {
    await ask("read", { url: location.href }); // read before there was a worker: kept all the same
    return;
  }
  const { at } = await ask("how-read", { url: location.href });
  show("copy", at !== null, (part) => {
    const told = part.querySelector("[data-line-at]");
    told.textContent = at ? told.dataset.lineAt.replace("{time}", when(at)) : "";
  });
}

async function sayWhatWaits() {
  const forms = await ask("kept");
  const isThere = location.pathname === box.dataset.line;
  for (const state of ["waiting", "sent", "refused"]) {
    show(state, !isThere && forms.some((form) => form.state === state));
  }
  return forms;
}

async function begin() {
  const wasControlled = Boolean(navigator.serviceWorker.controller);
  const known = navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
  if (wasControlled) known.catch(() => undefined); // without a line the one that is there goes on, and nobody waits
  else await known;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "kept-changed") sayWhatWaits();
  });
  addEventListener("online", () => ask("send"));
  await ask("seen", { url: location.href });
  const forms = await sayWhatWaits();
  if (forms.some((form) => form.state === "waiting")) ask("send");
  await sayHowItWasRead(wasControlled);
}

// Drafts in this browser are the own words of whoever leaves.
for (const form of document.querySelectorAll("form[data-empties]")) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  });
}

if (box?.dataset.worker && "serviceWorker" in navigator) begin().catch(() => undefined); // no room, or switched off: as without
