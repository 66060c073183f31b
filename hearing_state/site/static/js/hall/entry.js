// The way to the socket: its address, and a ticket from the page.

const FOR_GOOD = new Set([401, 403, 404, 409, 422]);

export function socketAddress(path) {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/** Throws {word, text, again_seconds, final}. ``agrees``: to be heard, seen and recorded; guests, to the rules of the hall. */
export async function ticketOf(address, agrees) {
  const body = new URLSearchParams(agrees ? { agrees: "yes" } : {});
  const answer = await fetch(address, { method: "POST", body });
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told.ticket;
  const again = Number(answer.headers.get("retry-after")) || undefined;
  throw { word: told.reason, text: told.title, again_seconds: again, final: FOR_GOOD.has(answer.status) };
}
