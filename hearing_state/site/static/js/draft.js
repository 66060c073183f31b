// Keeps what is being typed into <form data-draft="name"> in this browser, and offers it when the page is opened
// again. Only text areas and fields marked data-keep; never passwords, codes, phones. Nothing leaves the browser.

const DAYS = 7;
const key = (form) => `draft:${form.dataset.draft}`;
const kept = (form) => [...form.querySelectorAll("textarea, [data-keep]")].filter((field) => field.name);

function read(form) {
  try {
    const draft = JSON.parse(localStorage.getItem(key(form)) ?? "null");
    return draft && Date.now() - draft.at < DAYS * 86_400_000 ? draft.words : null;
  } catch {
    return null;
  }
}

function write(form) {
  const words = Object.fromEntries(kept(form).map((field) => [field.name, field.value]));
  try {
    if (Object.values(words).some((text) => text.trim())) {
      localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), words }));
    } else {
      localStorage.removeItem(key(form));
    }
  } catch {
    // no room, or storage is switched off: the page works as without scripts
  }
}

function offer(form, words) {
  const box = document.querySelector("[data-draft-offer]");
  const differs = kept(form).some((field) => words[field.name] && words[field.name] !== field.value);
  if (!box || !differs) return;
  box.hidden = false;
  box.querySelector("[data-draft-restore]").addEventListener("click", () => {
    for (const field of kept(form)) {
      if (!words[field.name]) continue;
      field.value = words[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.hidden = true;
    kept(form)[0]?.focus();
  });
  box.querySelector("[data-draft-forget]").addEventListener("click", () => {
    localStorage.removeItem(key(form));
    box.hidden = true;
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const words = read(form);
  if (words) offer(form, words);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => write(form), 400);
  });
  addEventListener("pagehide", () => {
    if (waiting) write(form);
  });
}

// The page that says "it has been sent" names the drafts that are needed no more.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(`draft:${done.dataset.draftDone}`);
}
