// The page that only shows a broadcast: the player is taken over by the script, its state is said in words.

const live = document.querySelector("[data-broadcast]");
const again = document.querySelector("[data-again]");

if (live) {
  const video = live.querySelector("video");
  const said = live.querySelector("[data-state]");
  const { socket, hls } = live.dataset;
  const { Broadcast } = await import(live.dataset.module);
  video.replaceChildren();
  const broadcast = new Broadcast(video, { socket, hls });
  broadcast.addEventListener("state", (event) => {
    live.dataset.now = event.detail.state;
    said.textContent = said.dataset[event.detail.state] ?? "";
  });
  addEventListener("pagehide", () => broadcast.stop());
  addEventListener("pageshow", () => broadcast.start());
  broadcast.start();
}

if (again && !again.canPlayType("application/vnd.apple.mpegurl")) {
  document.querySelector("[data-unsupported]").hidden = false;
}
