// Keys of every page: / searches, g goes to the navigation, ? shows the keys.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (event.key === "g") document.querySelector(".side a[aria-current], .side-lines a")?.focus();
});
