// Copying a formula gives its TeX.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("math");
  if (start) range.setStartBefore(start);
  const end = range.endContainer.parentElement?.closest("math");
  if (end) range.setEndAfter(end);
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  const formulas = copied.querySelectorAll("math");
  if (!formulas.length) return;
  for (const formula of formulas) {
    const tex = formula.querySelector("annotation").textContent;
    formula.replaceWith(formula.getAttribute("display") === "block" ? `$$${tex}$$` : `$${tex}$`);
  }
  event.clipboardData.setData("text/plain", copied.textContent);
  event.preventDefault();
});
