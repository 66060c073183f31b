// Captions beside the player: also for sound without a picture, where browsers show none by themselves. One language or none.

const player = document.querySelector("[data-replay]");
const box = document.querySelector("[data-replay-captions]");
const said = box?.querySelector("[data-said]");
const buttons = [...(box?.querySelectorAll("[data-language]") ?? [])];

function show(track) {
  said.lang = track.language;
  said.textContent = [...(track.activeCues ?? [])].map((cue) => cue.text).join(" ");
}

function choose(language) {
  const before = buttons.find((each) => each.getAttribute("aria-pressed") === "true")?.dataset.language;
  const chosen = before === language ? "" : language;
  for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.language === chosen));
  said.textContent = "";
  for (const track of player.textTracks) track.mode = track.language === chosen ? "hidden" : "disabled";
  const track = [...player.textTracks].find((each) => each.language === chosen);
  if (track) show(track);
}

if (player && box) {
  box.hidden = false;
  for (const track of player.textTracks) track.addEventListener("cuechange", () => track.mode === "hidden" && show(track));
  for (const each of buttons) each.addEventListener("click", () => choose(each.dataset.language));
  const first = buttons.find((each) => each.dataset.language === document.documentElement.lang);
  if (first) choose(first.dataset.language);
}
