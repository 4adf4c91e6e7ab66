// Puts a field for an answer in the place of the command. Python is loaded when a reader first writes in a field, while
// the writing goes on; a bar says how far it is. Whatever breaks off or falls silent can be tried again.

import { typeset } from "./typeset.js";

const here = new URL("./", import.meta.url);
const MARKS = ["✓", "✗", "?"];
const KINDS = ["right", "wrong", "incomparable"];
const PATIENCE = 60; // seconds without a sign of life, on the slowest phone that was thought of

let worker = null;
let state = { loaded: 0, ready: false };
let alarm = 0;
let asked = 0;
const waiting = new Map();
const watchers = new Set();

// The worker, which is started once and lives as long as the page.
function start() {
  if (worker) return;
  state = { loaded: 0, ready: false };
  worker = new Worker(new URL("worker.js", here), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (data.broken) return fail(data.broken);
    if (data.question) {
      waiting.get(data.question).resolve(data);
      waiting.delete(data.question);
    } else Object.assign(state, data);
    watch();
    for (const tell of watchers) tell();
  };
  worker.onerror = (event) => fail(event.message || "a part of it could not be loaded");
  watch();
}

// While something is awaited, silence ends it.
function watch() {
  clearTimeout(alarm);
  if (!state.ready || waiting.size) alarm = setTimeout(() => fail(`nothing came for ${PATIENCE} seconds`), 1000 * PATIENCE);
}

function fail(why) {
  clearTimeout(alarm);
  worker.terminate();
  worker = null;
  for (const { reject } of waiting.values()) reject(new Error(why));
  waiting.clear();
  for (const tell of watchers) tell();
}

function judge(book, name, answer, given) {
  start();
  return new Promise((resolve, reject) => {
    waiting.set(++asked, { resolve, reject });
    worker.postMessage({ question: asked, book, name, answer, given });
    watch();
  });
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// What helps, a little more each time that it is asked for.
function ladder(hints) {
  const told = element("ol", { className: "hints" });
  const more = element("button", { type: "button", textContent: "Give me a hint" });
  more.addEventListener("click", () => {
    const rung = hints[told.children.length];
    if (!rung) return;
    told.append(element("li", { textContent: rung }));
    if (told.children.length < hints.length) more.textContent = "One hint more";
    else {
      more.textContent = "No more hints";
      more.setAttribute("aria-disabled", "true"); // it keeps the focus
    }
  });
  return [told, more];
}

function furnish(bench) {
  const { book, formula, given, steps } = bench.dataset;
  const command = bench.querySelector("p");
  const asking = bench.querySelector(".asked");
  const kind = steps === undefined ? ["input", { type: "text" }] : ["textarea", { rows: 5 }];
  const field = element(kind[0], { ...kind[1], name: "answer", autocomplete: "off", autocapitalize: "none", spellcheck: false });
  const label = element("label", {}, ...asking.childNodes, field);
  const button = element("button", { type: "submit", textContent: "Check" });
  button.setAttribute("aria-label", `Check: ${asking.dataset.spoken}`);
  const bar = element("progress", { max: 1, hidden: true });
  bar.setAttribute("aria-label", "Loading the judge");
  const verdict = element("output", {});
  verdict.setAttribute("aria-live", "polite");
  const form = element("form", {}, label, button, bar, verdict);
  let busy = false;

  function say(className, ...what) {
    verdict.className = className;
    verdict.replaceChildren(...what);
  }

  // What is under way, as long as this field waits for it.
  function progress() {
    const loading = worker && !state.ready;
    bar.hidden = !loading || !(busy || document.activeElement === field);
    if (state.loaded < 1) bar.value = state.loaded;
    else bar.removeAttribute("value");
    if (!busy) return;
    const doing = !loading ? "Judging …" : state.loaded < 1 ? "Loading Python and SymPy …" : "Starting Python …";
    if (verdict.textContent !== doing) say("", doing);
  }
  watchers.add(progress);

  field.addEventListener("input", () => {
    start();
    if (!busy) say("");
    progress();
  });
  field.addEventListener("blur", progress);
  field.addEventListener("focus", progress);
  if (steps !== undefined) {
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    if (!field.value.trim()) {
      say("", "Write an answer first.");
      field.focus();
      return;
    }
    const answer = field.value;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    const judged = judge(book, formula, answer, given);
    progress();
    try {
      const { code, text, read, hints } = await judged;
      const [word, ...sentence] = text.split(/(?<=^[^:]*:) /);
      const mark = element("span", { className: "mark", textContent: MARKS[code] });
      mark.setAttribute("aria-hidden", "true");
      const lines = read.flatMap((line, place) => [place ? "; " : "Read as ", typeset(line)]);
      const heard = read.length ? [element("p", { className: "read" }, ...lines)] : [];
      const said = element("p", {}, element("strong", { textContent: word }), ` ${sentence.join(" ")}`);
      const ways = element("a", { href: bench.dataset.reading, textContent: "How answers may be written" });
      const asked = KINDS[code] === "incomparable" && bench.dataset.reading ? [ways] : [];
      say(KINDS[code], ...heard, mark, said, ...asked, ...(hints.length ? ladder(hints) : []));
      if (field.value !== answer) say("");
    } catch (error) {
      const again = element("button", { type: "submit", textContent: "Try again" });
      say("broken", element("p", {}, `The judge could not be reached: ${error.message}. `, again), command);
    }
    busy = false;
    button.removeAttribute("aria-disabled");
    bar.hidden = true;
  });
  command.replaceWith(form);
}

if (typeof Worker === "function" && typeof WebAssembly === "object") {
  document.head.append(element("link", { rel: "stylesheet", href: new URL("bench.css", here).href }));
  document.querySelectorAll(".bench:not([data-ready])").forEach((bench) => {
    bench.dataset.ready = "";
    furnish(bench);
  });
}
