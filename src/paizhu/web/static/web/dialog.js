// Dialogs, menus, notes and the navigation drawer: opened and closed by pointer, key and Escape.
document.documentElement.classList.add("has-script");

function drawer(open) {
  const side = document.getElementById("navigation");
  if (!side) return;
  side.classList.toggle("is-open", open);
  document.querySelector("[data-navigation=open]")?.setAttribute("aria-expanded", String(open));
  (open ? side.querySelector("a[href]") : document.querySelector("[data-navigation=open]"))?.focus();
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const opener = target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) {
      event.preventDefault();
      opener.closest("details.menu")?.removeAttribute("open");
      dialog.showModal();
    }
  }
  if (target.closest("[data-closes-dialog]")) {
    event.preventDefault();
    target.closest("dialog")?.close();
  }
  if (target.matches("dialog[open]") && target.tagName === "DIALOG") target.close();
  const closer = target.closest("[data-closes]");
  if (closer) closer.closest(closer.dataset.closes)?.remove();
  const navigation = target.closest("[data-navigation]");
  if (navigation) {
    event.preventDefault();
    drawer(navigation.dataset.navigation === "open");
  } else if (document.querySelector(".side.is-open") && !target.closest(".side")) drawer(false);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (document.querySelector(".side.is-open")) drawer(false);
  const menu = document.activeElement?.closest("details.menu[open]") || document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
