// What is written into a form of casework is kept on the server, sealed, never in this browser. Files are not.
const WAIT = 1500;

for (const mark of document.querySelectorAll("[data-draft]")) begin(mark, mark.closest("form"));

function begin(mark, form) {
  const told = mark.querySelector("[data-draft-told]");
  let [timer, asking, changed] = [0, null, false];

  const written = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

  async function keep(last = false) {
    if (!changed) return;
    changed = false;
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(mark.dataset.draft, {
        method: "POST", body: written(), headers: { "X-Draft": "1" }, credentials: "same-origin",
        signal: asking.signal, keepalive: last, redirect: "error",
      });
      const said = answer.status === 409 || answer.ok ? (await answer.json()).told : "";
      told.textContent = said || told.dataset.fault;
      if (!answer.ok) changed = answer.status !== 409;
    } catch (fault) {
      if (fault.name === "AbortError") return;
      changed = true;
      told.textContent = told.dataset.fault;
    }
  }

  for (const kind of ["input", "change"]) form.addEventListener(kind, () => {
    changed = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, WAIT);
  });

  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    changed = false;
    asking?.abort();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
  });
}
