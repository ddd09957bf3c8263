// A convenience, never needed: keeps a draft in this tab alone, hides what is not asked, counts what is answered.
(() => {
  const prefix = "ballot:";
  if (document.querySelector("[data-arrived]")) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).forEach((key) => sessionStorage.removeItem(key));
    return;
  }
  const form = document.querySelector("[data-ballot]");
  if (!form) return;
  const place = prefix + location.pathname;
  let filled = new FormData(form);
  const values = (name) => filled.getAll(name).filter(Boolean);
  const holds = (box) => {
    const [given] = values(box.dataset.when);
    const wanted = box.dataset.values.split("|");
    switch (box.dataset.operator) {
      case "is_not": return given !== wanted[0];
      case "at_least": return given !== undefined && Number(given) >= Number(wanted[0]);
      case "at_most": return given !== undefined && Number(given) <= Number(wanted[0]);
      default: return wanted.includes(given);
    }
  };
  const show = () => {
    filled = new FormData(form); // once: a matrix about forty members has hundreds of lines
    form.querySelectorAll("[data-when]").forEach((box) => { box.hidden = !holds(box); });
    const boxes = [...form.querySelectorAll(".question")].filter((box) => !box.hidden);
    const done = boxes.filter((box) => {
      const names = new Set([...box.querySelectorAll("[name]")].map((field) => field.name));
      return [...names].every((name) => values(name).length);
    });
    const progress = form.querySelector("[data-progress]");
    progress.textContent = `${done.length} / ${boxes.length} ${progress.dataset.text}`;
  };
  const keep = () => sessionStorage.setItem(place, JSON.stringify([...new FormData(form)]));
  const bring = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) || "[]");
    for (const [name, value] of kept) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else if (!field.value) field.value = value;
      }
    }
  };
  if (!("preview" in form.dataset)) {
    bring();
    form.addEventListener("input", keep);
    let sent = false;
    form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
    addEventListener("pageshow", () => { sent = false; });
  }
  form.addEventListener("input", show);
  document.getElementById("faults")?.focus();
  show();
})();
