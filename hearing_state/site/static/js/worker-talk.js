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

// In figures: browsers know no Kazakh names of months.
const FIGURES = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" };
export const when = (text) => new Intl.DateTimeFormat("ru", FIGURES).format(new Date(text));
