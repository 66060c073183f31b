// The page of what is kept on this device: what waits to be sent, and what can be read now.

import { ask, when } from "./worker-talk.js";

const box = document.querySelector("[data-kept]");
const pages = box.querySelector("[data-kept-pages]");
const forms = box.querySelector("[data-kept-forms]");
const isElsewhere = location.pathname !== box.dataset.kept; // shown in the place of a page that is not kept

function filled(list, items) {
  list.replaceChildren(...items);
  list.hidden = items.length === 0;
  box.querySelector(list.dataset.empty).hidden = items.length > 0;
}

const copied = (name) => box.querySelector(`template[data-item="${name}"]`).content.firstElementChild.cloneNode(true);

function pageItem({ url, title, at }) {
  const item = copied("page");
  const link = item.querySelector("a");
  link.href = url;
  link.lang = new URL(url).pathname.slice(1, 3);
  const spelled = new DOMParser().parseFromString(title, "text/html").body.textContent.trim();
  link.textContent = spelled || new URL(url).pathname;
  item.querySelector("time").textContent = at ? when(at) : "";
  return item;
}

/** The browser sends it as a form of a page: what the house says about it comes with the words that were typed. */
function open({ url, fields }) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  for (const [name, value] of fields) {
    const field = document.createElement("textarea");
    [field.name, field.value, field.hidden] = [name, value, true];
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

function formItem(kept) {
  const isSlip = kept.state === "sent" && new URL(kept.came).pathname.endsWith("/slip");
  const item = copied(isSlip ? "slip" : kept.state);
  if (kept.title) item.querySelector("[data-title]").textContent = kept.title;
  for (const told of item.querySelectorAll("time")) told.textContent = when(kept.at);
  for (const told of item.querySelectorAll("[data-files]")) told.hidden = kept.files === 0;
  for (const link of item.querySelectorAll("a")) link.href = kept.came;
  item.querySelector("[data-send]")?.addEventListener("click", async () => {
    await ask("send");
    await fill();
  });
  item.querySelector("[data-open]")?.addEventListener("click", () => open(kept));
  item.querySelector("[data-forget]")?.addEventListener("click", async () => {
    await ask("forget", { url: kept.url });
    await fill();
    box.querySelector("h2").focus();
  });
  return item;
}

async function fill() {
  filled(forms, (await ask("kept")).map(formItem));
  filled(pages, (await ask("readable")).map(pageItem));
}

if ("serviceWorker" in navigator) {
  box.querySelector("[data-no-line]").hidden = !isElsewhere;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "kept-changed") fill();
  });
  box.querySelector("[data-empty-now]").addEventListener("click", async () => {
    await ask("empty");
    await fill();
  });
  fill();
}
