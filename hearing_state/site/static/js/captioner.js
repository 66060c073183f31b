// Quick entry: Enter sends the line without leaving the page, in the order in which the lines were typed; the last lines are read
// anew after each. Where sending fails, the words come back into the field.

const form = document.querySelector("[data-caption-form]");
const field = form?.querySelector("textarea");
const said = form?.querySelector("[data-caption-said]");
const list = document.querySelector("[data-caption-lines]");
let queue = Promise.resolve();

async function send(data) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-caption-lines]");
  if (!answer.ok || !fresh) {
    throw new Error(page.querySelector(".govuk-error-message, .hs-error-summary a, .govuk-error-summary a")?.textContent ?? "");
  }
  const once = page.querySelector("[data-caption-form] [name=_once]");
  if (once) form.elements._once.value = once.value;
  if (!list.contains(document.activeElement)) list.replaceChildren(...fresh.childNodes);
}

function submit(event) {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  queue = queue.then(async () => {
    const data = new FormData(form);
    data.set("text", text);
    try {
      await send(data);
      said.textContent = "";
    } catch (fault) {
      said.textContent = fault.message || form.dataset.failed;
      field.value = [text, field.value].filter(Boolean).join(" ");
    }
  });
}

if (form && field && list) {
  form.addEventListener("submit", submit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) form.requestSubmit();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) event.preventDefault();
  });
}
