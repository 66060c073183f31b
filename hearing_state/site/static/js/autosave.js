// Sends <form data-autosave> by itself while somebody writes: to the same address, as its own button would. The button stays.

const QUIET_SECONDS = 4;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const says = form.querySelector("[data-autosave-says]");
  let waiting;
  let isDirty = false;

  async function save() {
    if (!isDirty) return;
    isDirty = false;
    const words = new FormData(form);
    words.set("_once", [...crypto.getRandomValues(new Uint32Array(4))].join("-")); // each saving is a request of its own
    words.delete("then");
    words.delete("template");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(words), redirect: "manual" });
      if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      says.textContent = form.dataset.saved.replace("{time}", time.format(new Date()));
    } catch {
      isDirty = true;
      says.textContent = form.dataset.notSaved;
      waiting = setTimeout(save, QUIET_SECONDS * 5000);
    }
  }

  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, QUIET_SECONDS * 1000);
  });
  form.addEventListener("submit", () => {
    isDirty = false;
    clearTimeout(waiting);
  });
}
