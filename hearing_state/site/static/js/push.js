// Asks the browser for a subscription to short messages, and sends it with the page's own form.

const form = document.querySelector("form[data-push]");
const missing = document.querySelector("[data-push-missing]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function subscribed() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  const worker = await navigator.serviceWorker.register(form.dataset.worker, { scope: "/" });
  await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  if (known) await known.unsubscribe(); // it may belong to an earlier key
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) });
}

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  missing.hidden = true;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return; // asked already: now it is sent
    event.preventDefault();
    const refused = form.querySelector("[data-push-refused]");
    refused.hidden = true;
    try {
      const made = await subscribed();
      form.elements.endpoint.value = made.endpoint;
      form.elements.p256dh.value = text(made.getKey("p256dh"));
      form.elements.auth.value = text(made.getKey("auth"));
      form.requestSubmit();
    } catch {
      refused.hidden = false;
    }
  });
}
