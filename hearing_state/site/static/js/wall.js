// The wall screen: its own page is read again every few seconds, and only the parts that changed are replaced. Where the line
// is bad, what is shown stays.

const EVERY_MS = 3000;
const SLOWEST_MS = 30000;
let pause = EVERY_MS;

function take(page) {
  for (const fresh of page.querySelectorAll("[data-part]")) {
    const shown = document.querySelector(`[data-part="${fresh.dataset.part}"]`);
    if (shown && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...document.importNode(fresh, true).childNodes);
  }
}

async function ask() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) throw new Error(String(answer.status));
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    pause = EVERY_MS;
  } catch {
    pause = Math.min(pause * 2, SLOWEST_MS);
  }
  setTimeout(ask, pause);
}

setTimeout(ask, pause);
