// Lines of a form set: one more line without a turn to the server. Without script the same button asks the server for it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line-add]");
  const lines = button?.closest("[data-lines]");
  if (!lines) return;
  event.preventDefault();
  const total = lines.querySelector(`[name="${lines.dataset.lines}-TOTAL_FORMS"]`);
  const here = lines.querySelector("[data-lines-here]");
  const made = document.createElement("div");
  made.innerHTML = lines.querySelector("[data-line-template]").innerHTML.replaceAll("__prefix__", total.value);
  const line = made.firstElementChild;
  const legend = line.querySelector("legend");
  total.value = String(Number(total.value) + 1);
  if (legend) legend.textContent = `${legend.textContent.trim()} ${total.value}`;
  here.append(line);
  line.querySelector("input, select, textarea")?.focus();
});
