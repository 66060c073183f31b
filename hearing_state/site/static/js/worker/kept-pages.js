// Copies of what was read, so that it can be read again without a line. Only answers that say `public`: what everybody
// sees alike. Of a page that was answered to somebody known, the copy is asked for without saying who reads.

const HOUSE = `house-${house.version}`; // the page without a line and what it is made of
const PAGES = `pages-${house.version}`;
const FILES = `files-${house.version}`;
const OWN = new RegExp(`^/[a-z]{2}/(${house.own.join("|")})(/|$)`);
const FRESH_COPY_MS = 10 * 60 * 1000;
const shownFromCopy = new Map(); // address -> when its copy was made

const isOwn = (url) => OWN.test(new URL(url).pathname);
const isPublic = (answer) => answer.ok && !answer.redirected && /\bpublic\b/.test(answer.headers.get("cache-control") ?? "");
const isPage = (answer) => (answer.headers.get("content-type") ?? "").startsWith("text/html");
const withoutMark = (url) => url.split("#")[0];

/** The newest last; what was kept longest ago goes first. */
async function keep(name, url, answer, most) {
  const shelf = await caches.open(name);
  await shelf.delete(url, { ignoreVary: true });
  await shelf.put(url, answer);
  const known = await shelf.keys();
  for (const oldest of known.slice(0, Math.max(0, known.length - most))) await shelf.delete(oldest, { ignoreVary: true });
}

/** Of a page that was answered to somebody known. It costs the line the page once more: not where data is saved, nor while a copy is fresh. */
async function secondCopy(url) {
  if (navigator.connection?.saveData) return Response.error();
  const copy = await copyOf(PAGES, url);
  const made = Date.parse(copy?.headers.get("date") ?? "");
  return Date.now() - made < FRESH_COPY_MS ? Response.error() : fetch(url, { credentials: "omit" });
}

async function keepPage(url, answer) {
  if (isOwn(url) || !answer.ok || answer.redirected || !isPage(answer)) return;
  if (house.pages.includes(new URL(url).pathname)) return;
  const open = isPublic(answer) ? answer : await secondCopy(url);
  if (isPublic(open) && isPage(open)) await keep(PAGES, url, open, house.pagesMax);
}

const copyOf = async (name, url) => (await caches.open(name)).match(url, { ignoreVary: true });

/** First the house; where the line is away the copy, else the page that says what can be read. */
async function page(event) {
  const url = withoutMark(event.request.url);
  try {
    const answer = await fetch(event.request);
    shownFromCopy.delete(url);
    event.waitUntil(keepPage(url, answer.clone()).catch(() => undefined)); // no room, or the line has gone: nothing is kept
    return answer;
  } catch (fault) {
    const copy = await copyOf(PAGES, url);
    if (copy) shownFromCopy.set(url, copy.headers.get("date") ?? "");
    const language = house.pages.find((each) => each.slice(0, 4) === new URL(url).pathname.slice(0, 4)) ?? house.pages[0];
    const instead = copy ?? (await copyOf(HOUSE, language));
    if (instead) return instead;
    throw fault;
  }
}

/** A file's address names its content: a copy is as good as the house. */
async function file(event) {
  const url = event.request.url;
  const copy = (await copyOf(HOUSE, url)) ?? (await copyOf(FILES, url));
  if (copy) return copy;
  const answer = await fetch(event.request);
  if (isPublic(answer) && answer.status === 200) {
    event.waitUntil(keep(FILES, url, answer.clone(), house.filesMax).catch(() => undefined));
  }
  return answer;
}

/** What can be read now, the newest first. */
async function readable() {
  const shelf = await caches.open(PAGES);
  const found = [];
  for (const each of (await shelf.keys()).reverse()) {
    const copy = await shelf.match(each, { ignoreVary: true });
    const title = /<title>([^<]*)<\/title>/.exec(await copy.text());
    found.push({ url: each.url, title: title ? title[1] : each.url, at: copy.headers.get("date") ?? "" });
  }
  return found;
}

async function takeAlong() {
  const shelf = await caches.open(HOUSE);
  const wanted = [...house.pages, ...house.files];
  await shelf.addAll(wanted.map((url) => new Request(url, { credentials: "omit", cache: "reload" })));
}

async function dropOthers() {
  const now = [HOUSE, PAGES, FILES];
  for (const name of await caches.keys()) if (!now.includes(name)) await caches.delete(name);
}

async function emptyShelves() {
  await Promise.all([caches.delete(PAGES), caches.delete(FILES)]);
}
