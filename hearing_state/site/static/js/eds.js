// Has the words that stand on the page signed by the signer's own program (NCALayer), which listens on this computer only, and sends the
// signature with the page's own form. What is signed is what is shown: the text is taken from the page itself.

const ADDRESS = "wss://127.0.0.1:13579/";
const OPENS_WITHIN = 5_000;
const SIGNS_WITHIN = 10 * 60_000; // choosing a key and typing its password takes people their time
const ANSWER_MAX = 200_000;
const FOR_SIGNING = ["1.3.6.1.5.5.7.3.4"];

const form = document.querySelector("form[data-eds]");
const button = form?.querySelector("[data-eds-button]");

class Told extends Error {}

function say(state) {
  for (const each of form.querySelectorAll("[data-eds-state]")) each.hidden = each.dataset.edsState !== state;
}

function base64(text) {
  let letters = "";
  for (const byte of new TextEncoder().encode(text)) letters += String.fromCharCode(byte);
  return btoa(letters);
}

function question(text) {
  return JSON.stringify({
    module: "kz.gov.pki.knca.basics",
    method: "sign",
    args: {
      allowedStorages: null,
      format: "cms",
      data: base64(text),
      signingParams: { decode: "true", encapsulate: "true", digested: "false", tsaProfile: null },
      signerParams: { extKeyUsageOids: FOR_SIGNING },
      locale: document.documentElement.lang,
    },
  });
}

// The greeting and the program's own beats are no answers: undefined. No signature in an answer: it was called off.
function signatureIn(message) {
  if (typeof message !== "string" || message.length > ANSWER_MAX) throw new Told("refused");
  let said;
  try {
    said = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (said?.success === false || said?.status === false) throw new Told("refused");
  if (said?.status !== true) return undefined;
  const found = [said.body?.result].flat()[0];
  if (typeof found !== "string") throw new Told("cancelled");
  return found;
}

function signed(text) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(ADDRESS);
    let isOpen = false;
    let waiting = setTimeout(() => end(reject, new Told("absent")), OPENS_WITHIN);
    function end(how, what) {
      clearTimeout(waiting);
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
      how(what);
    }
    socket.onopen = () => {
      isOpen = true;
      clearTimeout(waiting);
      waiting = setTimeout(() => end(reject, new Told("refused")), SIGNS_WITHIN);
      say("waiting");
      socket.send(question(text));
    };
    socket.onmessage = ({ data }) => {
      try {
        const found = signatureIn(data);
        if (found !== undefined) end(resolve, found);
      } catch (told) {
        end(reject, told);
      }
    };
    socket.onerror = socket.onclose = () => end(reject, new Told(isOpen ? "refused" : "absent"));
  });
}

if (form) {
  form.addEventListener("submit", async (event) => {
    if (form.elements.cms.value || form.elements.signature.files.length) return; // signed already: now it is sent
    event.preventDefault();
    if (!form.elements.consent.checked) {
      say("consent");
      form.elements.consent.focus();
      return;
    }
    button.disabled = true;
    say("opening");
    try {
      form.elements.cms.value = await signed(document.getElementById("words").textContent);
      say("sending");
      form.requestSubmit();
    } catch (told) {
      say(told instanceof Told ? told.message : "refused");
    } finally {
      button.disabled = false;
    }
  });
}
