// A form that only carries somebody on is sent by itself; without scripts its button does the same.

document.querySelector("form[data-send-now]")?.requestSubmit();
