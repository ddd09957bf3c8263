// Forms: sent once, not lost by leaving, faults brought into view, choosers that send themselves.
const changed = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  changed.delete(form);
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter || form.querySelector("[type=submit]");
  button?.setAttribute("aria-busy", "true");
  for (const each of form.querySelectorAll("[type=submit]")) each.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const each of form.querySelectorAll("[type=submit]")) {
      each.removeAttribute("aria-disabled");
      each.removeAttribute("aria-busy");
    }
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-dirty]")) changed.add(form);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]") && event.target.value) event.target.form.requestSubmit();
});

window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

document.querySelector("[data-errors]")?.focus();
