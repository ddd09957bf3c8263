// Choosing one or several of many records: suggestions from the server while typing, by pointer and by key.
const WAIT = 200;
let timer;
let asked = 0;

const parts = (box) => {
  const pick = box.closest("[data-pick]");
  return { pick, list: pick.querySelector("[role=listbox]"), key: pick.querySelector("[data-pick-key]") };
};

function close(box) {
  const { list } = parts(box);
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

async function suggest(box) {
  const { pick, list } = parts(box);
  const turn = ++asked;
  const address = `${pick.dataset.url}?${new URLSearchParams({ q: box.value.trim() })}`;
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  list.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  [...list.querySelectorAll("[role=option]")].forEach((option, number) => {
    option.id = `${list.id}-${number}`;
  });
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

function take(box, option) {
  const { pick, key } = parts(box);
  if (pick.dataset.pick === "many") {
    add(pick, option);
    box.value = "";
  } else {
    key.value = option.dataset.key;
    box.value = option.dataset.text;
  }
  close(box);
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function add(pick, option) {
  const chosen = pick.querySelector("[data-pick-chosen]");
  const same = [...chosen.querySelectorAll("input")].find((input) => input.value === option.dataset.key);
  if (same) {
    same.checked = true;
    return;
  }
  const label = document.createElement("label");
  label.className = "pick-one";
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", className: "form-check-input", name: pick.dataset.name });
  Object.assign(input, { value: option.dataset.key, checked: true, defaultChecked: true });
  const words = document.createElement("span");
  words.textContent = option.dataset.label;
  label.append(input, words);
  chosen.append(label);
}

function move(box, step) {
  const { list } = parts(box);
  const options = [...list.querySelectorAll("[role=option]")];
  if (!options.length || list.hidden) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(now + step + options.length) % options.length];
  for (const option of options) option.setAttribute("aria-selected", String(option === next));
  box.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-pick] [role=combobox]");
  if (!box) return;
  event.stopPropagation();
  const { key } = parts(box);
  if (key) key.value = "";
  window.clearTimeout(timer);
  timer = window.setTimeout(() => suggest(box), WAIT);
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-pick] [role=combobox]");
  if (!box) return;
  const { list } = parts(box);
  if (event.key === "ArrowDown" && list.hidden) suggest(box);
  else if (event.key === "ArrowDown") move(box, 1);
  else if (event.key === "ArrowUp") move(box, -1);
  else if (event.key === "Escape" && !list.hidden) close(box);
  else if (event.key === "Enter" && !list.hidden) {
    const option = list.querySelector("[aria-selected=true]") || list.querySelector("[role=option]");
    if (option) take(box, option);
  } else return;
  if (event.key !== "Escape") event.preventDefault();
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-pick] [role=option]");
  if (!option) return;
  event.preventDefault();
  take(option.closest("[data-pick]").querySelector("[role=combobox]"), option);
});

document.addEventListener("focusout", (event) => {
  const box = event.target.closest?.("[data-pick] [role=combobox]");
  if (box) close(box);
});
