// What scripts add to pages that work without them: the phone's menu, counted characters, one sending per form.

for (const button of document.querySelectorAll("[data-menu]")) {
  const menu = document.getElementById(button.dataset.menu);
  if (!menu) continue;
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", menu.id);
  const toggle = (event) => {
    event.preventDefault();
    const open = menu.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", toggle);
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") toggle(event);
  });
}

for (const area of document.querySelectorAll("textarea[data-length]")) {
  const told = document.getElementById(`${area.id}-length`);
  const limit = Number(area.dataset.length);
  if (!told) continue;
  const tell = () => {
    const used = area.value.length;
    told.textContent = told.dataset.words.replace("{used}", String(used)).replace("{limit}", String(limit));
    told.classList.toggle("hs-length--over", used > limit);
  };
  area.addEventListener("input", tell);
  tell();
}

// A second press within the wait does nothing; the service would do the thing once anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-disabled", "true");
  }
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

const summary = document.getElementById("error-summary");
if (summary) {
  document.title = `${summary.querySelector("h2").textContent}: ${document.title}`;
  summary.focus();
}
for (const link of document.querySelectorAll("#error-summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".govuk-form-group") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
