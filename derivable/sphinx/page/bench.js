// Puts a field for an answer in the place of the command. Python is loaded when a field is first used, and not before.

const here = new URL("./", import.meta.url);
let worker = null;
let asked = 0;
const waiting = new Map();

function judge(book, name, answer, given) {
  if (!worker) {
    worker = new Worker(new URL("worker.js", here), { type: "module" });
    worker.onmessage = ({ data }) => settle(data.question, data);
    worker.onerror = () => {
      for (const question of [...waiting.keys()]) settle(question, { error: true });
      worker = null;
    };
  }
  return new Promise((resolve) => {
    waiting.set(++asked, resolve);
    worker.postMessage({ question: asked, book, name, answer, given });
  });
}

function settle(question, verdict) {
  waiting.get(question)?.(verdict);
  waiting.delete(question);
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function furnish(bench) {
  const { book, formula, symbol, given, steps } = bench.dataset;
  const command = bench.querySelector("p");
  const kind = steps === undefined ? ["input", { type: "text" }] : ["textarea", { rows: 5 }];
  const field = element(kind[0], { ...kind[1], name: "answer", autocomplete: "off", spellcheck: false });
  const label = steps === undefined ? `Your answer${given && `, for ${given}`}: ${symbol} = ` : "Your steps, one a line: ";
  const button = element("button", { type: "submit", textContent: "Check" });
  const verdict = element("output", {});
  verdict.setAttribute("aria-live", "polite");
  const form = element("form", {}, element("label", {}, label, field), button, verdict);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim() || button.disabled) return;
    button.disabled = true;
    verdict.className = "";
    verdict.textContent = worker ? "Judging …" : "Loading Python and SymPy, about ten seconds the first time …";
    const { code, text, error } = await judge(book, formula, field.value, given);
    button.disabled = false;
    if (error) {
      verdict.textContent = "This browser could not run the judge; here is the command.";
      form.after(command);
      return;
    }
    verdict.className = ["right", "wrong", "incomparable"][code];
    verdict.textContent = text;
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
