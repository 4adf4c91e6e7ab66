// What is pointed at explains itself: a letter says what it is and shows where else it stands, and a reference opens
// the equation that it cites. The same by touch, and by keys: each equation has a button that lists its letters.
const known = document.getElementById("told-of-letters")?.content;
const entry = (name) => known?.querySelector(`[data-entry="${name}"]`)?.cloneNode(true);

const tip = document.createElement("div");
tip.id = "tip";
tip.popover = "manual";
tip.setAttribute("role", "region");
document.body.append(tip);
let shownFor = null;
let timer = 0;

function light(name) {
  for (const letter of document.querySelectorAll("[data-letter]")) letter.classList.toggle("lit", letter.dataset.letter === name);
}

function show(anchor, label, ...what) {
  clearTimeout(timer);
  shownFor = anchor;
  tip.setAttribute("aria-label", label);
  tip.replaceChildren(...what);
  tip.showPopover();
  place();
}

// Beside what it explains, below if there is room.
function place() {
  const at = shownFor.getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  const below = at.bottom + 6 + box.height <= innerHeight || at.top < box.height + 6;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
  tip.style.top = `${below ? at.bottom + 6 : at.top - box.height - 6}px`;
}

function hide() {
  clearTimeout(timer);
  if (tip.matches(":popover-open")) tip.hidePopover();
  light(null);
  shownFor = null;
}

const soon = (what, delay) => {
  clearTimeout(timer);
  timer = setTimeout(what, delay);
};

function explain(letter) {
  const { letter: name } = letter.dataset;
  const told = entry(name);
  if (!told) return;
  light(name);
  show(letter, "A letter", told);
}

// The letters of an equation, each of which lights up where it stands while it has the focus or the pointer.
function list(button) {
  const names = [...button.closest("div.math").querySelectorAll("[data-letter]")].map((letter) => letter.dataset.letter);
  const entries = [...new Set(names)].map(entry).filter(Boolean);
  for (const told of entries) for (const more of [...told.children].slice(2, -1)) more.remove();
  for (const told of entries) {
    told.tabIndex = 0;
    told.addEventListener("focusin", () => light(told.dataset.entry));
    told.addEventListener("pointerenter", () => light(told.dataset.entry));
  }
  show(button, "The letters of this equation", ...entries);
  button.setAttribute("aria-expanded", "true");
  entries[0].focus({ preventScroll: true });
}

// A cited equation, from this page or from the page that it stands on.
const pages = new Map();
async function cite(link) {
  const url = new URL(link.href);
  const elsewhere = url.pathname !== location.pathname;
  const address = url.origin + url.pathname;
  if (elsewhere && !pages.has(address)) {
    const text = fetch(address).then((answer) => (answer.ok ? answer.text() : ""));
    pages.set(address, text.then((html) => new DOMParser().parseFromString(html, "text/html"), () => new Document()));
  }
  const from = elsewhere ? await pages.get(address) : document;
  const cited = from.getElementById(url.hash.slice(1))?.querySelector(".equation");
  if (!cited || wanted !== link) return;
  const copy = document.importNode(cited, true);
  copy.removeAttribute("tabindex");
  const way = Object.assign(document.createElement("a"), { href: link.href, textContent: "Go there" });
  show(link, `Equation ${link.textContent}`, copy, way);
}

let wanted = null;
const CITES = 'a.reference[href*="#equation-"]';
const citation = (target) => (tip.contains(target) ? null : target.closest?.(CITES));
const isTouch = (event) => event.pointerType === "touch";

function want(link) {
  wanted = link;
  cite(link);
}

document.addEventListener("pointerover", (event) => {
  if (isTouch(event)) return;
  const { target } = event;
  if (tip.contains(target)) return clearTimeout(timer);
  const letter = target.closest("[data-letter]");
  const link = citation(target);
  if (letter) soon(() => explain(letter), 120);
  else if (link) soon(() => want(link), 120);
  else if (shownFor && !shownFor.matches(".its-letters")) soon(hide, 250);
  else if (!shownFor) clearTimeout(timer);
});

document.addEventListener("focusin", ({ target }) => {
  const link = citation(target);
  if (link?.matches(":focus-visible")) want(link);
  else if (shownFor && !tip.contains(target) && target !== shownFor) leave();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  const letter = target.closest("[data-letter]");
  const link = citation(target);
  if (letter && !tip.contains(target) && !target.closest("a, summary, button")) explain(letter);
  else if (link && isTouch(event) && shownFor !== link) {
    event.preventDefault();
    want(link);
  } else if (!tip.contains(target) && !target.closest(".its-letters")) hide();
});

function leave() {
  document.querySelector('.its-letters[aria-expanded="true"]')?.setAttribute("aria-expanded", "false");
  hide();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shownFor) return;
  const back = tip.contains(document.activeElement) ? shownFor : null;
  leave();
  back?.focus();
});
addEventListener("scroll", () => {
  if (!shownFor) return;
  const { top, bottom } = shownFor.getBoundingClientRect();
  if ((bottom < 0 || top > innerHeight) && document.activeElement !== shownFor) leave();
  else place();
}, { passive: true });

if (known) {
  for (const equation of document.querySelectorAll("div.math")) {
    if (!equation.querySelector("[data-letter]")) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "its-letters", textContent: "?" });
    button.setAttribute("aria-label", "The letters of this equation");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (shownFor === button ? leave() : list(button)));
    equation.append(button);
  }
}
