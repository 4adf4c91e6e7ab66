// Light or dark, as the reader chose; a button that copies code; and a way for keys into what scrolls.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => root.dataset.theme || (dark.matches ? "dark" : "light");
const button = document.getElementById("theme");

function say() {
  const other = theme() === "dark" ? "light" : "dark";
  button.title = `Show the page ${other}`;
  button.setAttribute("aria-label", button.title);
}

button.hidden = false;
button.addEventListener("click", () => {
  root.dataset.theme = theme() === "dark" ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch {}
  say();
});
say();

for (const code of document.querySelectorAll(".cell_input pre, div[class*=highlight-]:not(.output) > .highlight > pre")) {
  const copy = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
  copy.setAttribute("aria-label", "Copy this code");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    copy.textContent = "Copied";
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  });
  code.parentElement.append(copy);
}

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});
for (const box of document.querySelectorAll("pre, .drawn, .pst-scrollable-table-container, .text_html")) watch.observe(box);
