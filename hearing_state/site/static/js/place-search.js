// Suggests places while somebody types: an editable combobox with a list (WAI-ARIA authoring practices).
//
// <input data-suggest="/kk/places/suggest">             choosing one opens its page
// <input data-suggest="…" data-suggest-into="place">    choosing one writes its code into the field with that id
//
// Without this script the line is sent like any search.

const WAIT_MS = 150;
const LEAST_LETTERS = 2;

for (const input of document.querySelectorAll("input[data-suggest]")) suggestFor(input);

function suggestFor(input) {
  const into = document.getElementById(input.dataset.suggestInto ?? "");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let places = [];
  let active = -1;
  let waiting = 0;
  let asking = null;
  let shownFor = "";

  list.id = `${input.id}-suggestions`;
  list.className = "hs-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  said.className = "hs-visually-hidden";
  said.setAttribute("role", "status");
  const row = input.closest(".hs-search__row") ?? input;
  row.after(list, said);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    const place = places[index];
    if (!into) {
      location.assign(place.href);
      return;
    }
    into.value = place.code;
    input.value = place.where ? `${place.name}, ${place.where}` : place.name;
    shownFor = input.value;
    close();
    into.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function option(place, index) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    name.textContent = place.name;
    item.append(name);
    if (place.where) {
      const where = document.createElement("div");
      where.className = "hs-quiet";
      where.textContent = place.where;
      item.append(where);
    }
    // Not click: the field would lose the focus, and the list would be gone before.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(index));
    return item;
  }

  function show(answer) {
    places = answer.places;
    list.replaceChildren(...places.map(option));
    said.textContent = answer.said;
    const open = places.length > 0 && document.activeElement === input;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    mark(-1);
  }

  async function ask(text) {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    try {
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      if (!response.ok) return;
      const answer = await response.json();
      if (!signal.aborted) {
        shownFor = text;
        show(answer);
      }
    } catch (fault) {
      // A bad line: the search still works by its button.
      if (fault.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (into) into.value = "";
    const text = input.value.trim();
    if (text.length < LEAST_LETTERS) {
      close();
      return;
    }
    waiting = setTimeout(() => ask(text), WAIT_MS);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = places.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const text = input.value.trim();
      if (list.hidden && text.length >= LEAST_LETTERS) {
        event.preventDefault();
        if (shownFor === text && places.length) show({ places, said: said.textContent });
        else ask(text);
        return;
      }
      if (list.hidden) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active + step;
      mark(next < -1 ? last : next > last ? -1 : next);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  input.addEventListener("blur", close);
}
