// The list page: what is empty or merely spoken stays out of the address, open menus stay open, n and p turn pages.
const OPEN = "details[id]";
let open = [];

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  const given = event.detail.parameters;
  for (const name of Object.keys(given)) {
    const spokenFor = name.endsWith("-text") && given[name.slice(0, -5)];
    if (name !== "columns" && (given[name] === "" || spokenFor)) delete given[name];
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  open = [...event.detail.target.querySelectorAll(OPEN)].filter((part) => part.open).map((part) => part.id);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const target = document.getElementById(event.detail.target.id);
  for (const id of open) {
    const part = document.getElementById(id);
    if (part && id !== "list-columns" && target?.contains(part)) part.open = true;
  }
  target?.querySelector("table")?.closest(".list-scroll")?.scrollTo(0, 0);
});

for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const status = event.detail.xhr?.status;
    if (status === 403) return;
    if (status === 401 || status === 302) window.location.reload();
    else toast(document.body.dataset[status ? "faultText" : "lostText"], "error");
  });
}

document.addEventListener("paizhu:toast", (event) => toast(event.detail.text, event.detail.tone));

function toast(text, tone) {
  const note = document.createElement("div");
  note.className = `note note-${tone || "info"}`;
  const words = document.createElement("div");
  words.textContent = text;
  note.append(words);
  document.getElementById("toasts")?.append(note);
  window.setTimeout(() => note.remove(), 8000);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  const way = { n: "next", p: "previous" }[event.key];
  if (way) document.querySelector(`[data-turn="${way}"]`)?.click();
});
