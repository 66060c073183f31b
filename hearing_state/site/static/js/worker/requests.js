// What the worker does with each request and each word of a page. The workplace, other sites and everything that is neither a
// page, nor a file, nor a form of asking goes its way untouched.

const ASKING = /^\/(kk|ru|en)\/ask\/[0-9a-f-]{36}\/(question|details|body|send)$/;
const SIGN_OUT = /^\/(kk|ru|en)\/sign-out$/;
const WORKPLACE = /^\/(kk|ru|en)\/console(\/|$)/;
const READ = /^\/(kk|ru|en)\//;

async function empty() {
  await Promise.all([emptyShelves(), forgetForms()]);
  await tellWindows();
}

/** Signed out: what was read and what was not sent yet belongs to whoever has left. */
async function signOut(event) {
  const answer = await fetch(event.request);
  await empty();
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  if (method === "POST" && mode === "navigate") {
    if (SIGN_OUT.test(pathname)) event.respondWith(signOut(event));
    else if (ASKING.test(pathname)) event.respondWith(sendOrKeep(event));
  } else if (method === "GET" && pathname.startsWith("/static/")) {
    event.respondWith(file(event));
  } else if (method === "GET" && mode === "navigate" && READ.test(pathname) && !WORKPLACE.test(pathname)) {
    event.respondWith(page(event));
  }
});

const ANSWERS = {
  "how-read": ({ url }) => ({ at: shownFromCopy.get(withoutMark(url)) ?? null }),
  read: async ({ url }) => keepPage(withoutMark(url), await fetch(url, { credentials: "omit" })),
  readable,
  kept: keptForms,
  seen: ({ url }) => forgetWhatIsSeen(withoutMark(url)),
  send: sendKept,
  forget: ({ url }) => forgetForm(url),
  empty,
};

self.addEventListener("message", (event) => {
  const answer = ANSWERS[event.data.what];
  if (!answer) return;
  const said = (async () => answer(event.data))();
  event.waitUntil(
    said.then(
      (found) => event.ports[0]?.postMessage({ found }),
      (fault) => event.ports[0]?.postMessage({ fault: String(fault) }),
    ),
  );
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send-kept") event.waitUntil(sendKept());
});

self.addEventListener("install", (event) => event.waitUntil(takeAlong().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));
