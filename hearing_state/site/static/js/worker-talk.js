// How a page speaks with the worker of the site: one question, one answer.

export const worker = async () => (await navigator.serviceWorker.ready).active;

export async function ask(what, more = {}) {
  const spoken = await worker();
  return new Promise((done, failed) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => (data.fault ? failed(new Error(data.fault)) : done(data.found));
    spoken.postMessage({ what, ...more }, [channel.port2]);
  });
}

export const when = (text) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Almaty" }).format(new Date(text));
