// Lines of a form set: one more line without a turn to the server. Without script the same button asks the server for it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line-add]");
  const lines = button?.closest("[data-lines]");
  if (!lines) return;
  event.preventDefault();
  const total = lines.querySelector(`[name="${lines.dataset.lines}-TOTAL_FORMS"]`);
  const here = lines.querySelector("[data-lines-here]");
  const line = lines.querySelector("[data-line-template]").content.firstElementChild.cloneNode(true);
  for (const part of [line, ...line.querySelectorAll("*")]) {
    for (const { name, value } of [...part.attributes]) part.setAttribute(name, value.replaceAll("__prefix__", total.value));
  }
  const legend = line.querySelector("legend");
  total.value = String(Number(total.value) + 1);
  if (legend) legend.textContent = `${legend.textContent.trim()} ${total.value}`;
  here.append(line);
  line.querySelector("input, select, textarea")?.focus();
});
