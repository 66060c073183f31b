// Forms that could not be sent for want of a line, with the key that makes sending twice do the thing once. Kept in this
// browser until the house has answered, until they are thrown away, or until somebody signs out.

const FORMS = "forms";
let sending; // one sending at a time, however many windows ask for it

function shelf() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("hearing-state", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(FORMS, { keyPath: "url" });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function onShelf(mode, work) {
  const opened = await shelf();
  try {
    return await new Promise((done, failed) => {
      const transaction = opened.transaction(FORMS, mode);
      const request = work(transaction.objectStore(FORMS));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    opened.close();
  }
}

const keptForms = () => onShelf("readonly", (forms) => forms.getAll());
const keptForm = (url) => onShelf("readonly", (forms) => forms.get(url));
const putForm = (form) => onShelf("readwrite", (forms) => forms.put(form));
const forgetForm = (url) => onShelf("readwrite", (forms) => forms.delete(url));
const forgetForms = () => onShelf("readwrite", (forms) => forms.clear());

const words = (fields) => JSON.stringify(fields.filter(([name]) => name !== "_once" && name !== "_csrf"));

/** The same words sent again keep the key of the first time: that time may have reached the house. */
async function keepForm(url, data) {
  const all = [...data.entries()];
  const fields = all.filter(([, value]) => typeof value === "string");
  const earlier = await keptForm(url);
  await putForm({
    url,
    title: String(data.get("title") ?? ""),
    fields: earlier && words(earlier.fields) === words(fields) ? earlier.fields : fields,
    files: all.filter(([, value]) => typeof value !== "string" && value.name).length,
    at: new Date().toISOString(),
    state: "waiting",
    came: "",
  });
  try {
    await registration.sync.register("send-kept"); // where the browser can wake a worker when the line is back
  } catch {
    // elsewhere it is sent when a page is open and the line comes back, or when the site is opened again
  }
}

/** Sends a form as the browser would; what finds no line is kept, and the page that says so comes instead of an error. */
async function sendOrKeep(event) {
  const url = event.request.url;
  const copy = event.request.clone();
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    await keepForm(url, await copy.formData());
    await tellWindows();
    return Response.redirect(`/${new URL(url).pathname.slice(1, 3)}/without-line?kept=yes`, 303);
  }
  if (answer.type === "opaqueredirect" || answer.status < 500) await forgetForm(url).catch(() => undefined);
  return answer;
}

function sendKept() {
  sending ??= sendEach().finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendEach() {
  const waiting = (await keptForms()).filter((form) => form.state === "waiting").sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const form of waiting) {
    if (!(await sendOne(form))) break;
  }
  if (waiting.length) await tellWindows();
}

/** False where there is still no line, or the house is away: it stays and is sent later, under the same key. */
async function sendOne(form) {
  let answer;
  try {
    answer = await fetch(form.url, { method: "POST", body: new URLSearchParams(form.fields) });
  } catch {
    return false;
  }
  if (answer.status >= 500 || answer.status === 429) return false;
  if (!(await keptForm(form.url))) return true; // thrown away, or signed out, meanwhile
  const isTaken = answer.ok && answer.redirected;
  await putForm({ ...form, state: isTaken ? "sent" : "refused", came: isTaken ? answer.url : "", fields: isTaken ? [] : form.fields });
  return true;
}

/** Whoever sees what came of it needs no notice of it any more. */
async function forgetWhatIsSeen(url) {
  for (const form of await keptForms()) {
    if (form.came && withoutMark(form.came) === url) await forgetForm(form.url);
  }
}

async function tellWindows() {
  for (const each of await clients.matchAll({ type: "window" })) each.postMessage("kept-changed");
}
