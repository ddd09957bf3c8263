// What is typed into form[data-keep] stays in this browser until it has arrived: offered back after a lost connection,
// forgotten once sent, on sign-out, for another reader, and after two days. Files and passwords are never kept.
const [PREFIX, SENT, AGE] = ["paizhu.keep:", "paizhu-sent", 48 * 3600 * 1000];
const reader = document.body.dataset.reader || "";
const mine = `${PREFIX}${reader}:`;
const skipped = new Set(["csrfmiddlewaretoken", "revision"]);
let [timers, gone] = [new WeakMap(), false]; // gone: signed out, nothing more is kept

const all = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const keyOf = (form) => mine + form.dataset.keep;
const forget = (test) => all().filter(test).forEach((key) => localStorage.removeItem(key));
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

function isKept(input) {
  return input.name && !input.disabled && !skipped.has(input.name) && !["file", "password", "submit", "button"].includes(input.type);
}

function written(form) {
  const values = [];
  for (const input of form.elements) {
    if (!isKept(input)) continue;
    if (["checkbox", "radio"].includes(input.type)) {
      const words = input.closest("[data-pick=many]") ? input.parentElement.textContent.trim() : undefined;
      values.push([input.name, input.value, input.checked, words]);
    } else values.push([input.name, input.value]);
  }
  return values;
}

function keep(form) {
  const lines = form.querySelectorAll("[data-line]").length;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), token: form.elements.once?.value || "", lines, values: written(form) }));
  } catch { /* The browser keeps nothing, or is full: the form works as ever. */ }
}

function ticked(form, name, value, isOn, words) {
  let box = [...form.elements].find((input) => input.name === name && input.value === value && input.type !== "hidden");
  const chosen = !box && words && form.querySelector(`[data-pick=many][data-name="${CSS.escape(name)}"] [data-pick-chosen]`);
  if (chosen) {
    const label = Object.assign(document.createElement("label"), { className: "pick-one" });
    box = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input", name, value });
    label.append(box, Object.assign(document.createElement("span"), { textContent: words }));
    chosen.append(label);
  }
  if (box) box.checked = isOn;
}

function bringBack(form, found) {
  const add = form.querySelector("[data-line-add]");
  for (let count = form.querySelectorAll("[data-line]").length; add && count < found.lines; count += 1) add.click();
  const plain = new Map();
  for (const [name, value, isOn, words] of found.values) {
    if (isOn !== undefined) ticked(form, name, value, isOn, words);
    else plain.set(name, [...(plain.get(name) || []), value]);
  }
  for (const [name, values] of plain) {
    if (name.endsWith("_FORMS")) continue;
    const inputs = [...form.elements].filter((input) => input.name === name && !["checkbox", "radio", "file"].includes(input.type));
    inputs.slice(0, values.length).forEach((input, at) => { input.value = values[at]; });
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function offer(form) {
  const note = document.querySelector("[data-kept]");
  const found = read(keyOf(form));
  if (!note || !found || document.querySelector("[data-errors]")) return;
  note.querySelector("[data-kept-at]").textContent = new Date(found.at).toLocaleString(document.documentElement.lang);
  note.hidden = false;
  note.addEventListener("click", (event) => {
    if (event.target.closest("[data-kept-take]")) bringBack(form, found);
    else if (event.target.closest("[data-kept-drop]")) localStorage.removeItem(keyOf(form));
    else return;
    note.hidden = true;
  });
}

function arrived() {
  const sent = document.cookie.split("; ").find((part) => part.startsWith(`${SENT}=`))?.slice(SENT.length + 1);
  if (!sent) return;
  forget((key) => read(key)?.token === sent);
  document.cookie = `${SENT}=; path=/; max-age=0; samesite=lax`;
}

try {
  arrived();
  forget((key) => !(read(key)?.at > Date.now() - AGE) || (reader && !key.startsWith(mine)));
  if (reader) {
    for (const form of document.querySelectorAll("form[data-keep]")) {
      offer(form);
      for (const kind of ["input", "change"]) form.addEventListener(kind, () => {
        window.clearTimeout(timers.get(form));
        timers.set(form, window.setTimeout(() => gone || keep(form), 400));
      });
    }
  }
} catch { /* No storage in this browser: nothing is kept, nothing is lost that was not lost before. */ }

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (new URL(form.action, location.href).pathname === document.body.dataset.signOut) gone = !forget(() => true);
  if (!form.matches("[data-keep]") || !reader) return;
  window.clearTimeout(timers.get(form));
  keep(form);
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.dispatchEvent(new CustomEvent("paizhu:toast", { detail: { text: document.body.dataset.keptText, tone: "warning" } }));
}, true);
