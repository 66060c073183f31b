// A chapter's link moves the player on this page instead of opening the file, and the running chapter is marked.

const player = document.querySelector("[data-replay]");
const links = [...document.querySelectorAll("a[data-second]")];
const second = (link) => Number(link.dataset.second);

function mark() {
  const running = links.findLast((link) => second(link) <= player.currentTime);
  for (const link of links) {
    if (link === running) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function jump(event) {
  event.preventDefault();
  player.currentTime = second(event.currentTarget);
  history.replaceState(null, "", `#t=${event.currentTarget.dataset.second}`);
  player.play().catch(() => {}); // the browser wants a press on the player itself: it stands at its second
}

if (player) {
  for (const link of links) link.addEventListener("click", jump);
  player.addEventListener("timeupdate", mark);
  const asked = /^#t=(\d{1,6})$/.exec(location.hash);
  if (asked) player.addEventListener("loadedmetadata", () => (player.currentTime = Number(asked[1])), { once: true });
}
