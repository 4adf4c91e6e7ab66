// Judges answers off the page's own thread: Python, SymPy and the packages, from this folder alone.

import { loadPyodide } from "./pyodide.mjs";

async function load() {
  const python = await loadPyodide();
  const packages = await fetch(new URL("packages.zip", import.meta.url));
  if (!packages.ok) throw new Error(`packages.zip: ${packages.status}`);
  python.unpackArchive(await packages.arrayBuffer(), "zip", { extractDir: "/packages" });
  return python.runPython(`
    import sys
    sys.path.insert(0, "/packages")
    from derivable.formula import book_at
    from derivable.judge.judge import run
    lambda place, name, answer, given: run(book_at(place), name, answer, given)
  `);
}

const judge = load();

self.onmessage = async ({ data: { question, book, name, answer, given } }) => {
  try {
    // The answer is handed over as a value: no text of the reader's becomes a program.
    const verdict = (await judge)(book, name, answer, given || undefined);
    const [code, text] = verdict.toJs();
    verdict.destroy();
    self.postMessage({ question, code, text });
  } catch (error) {
    self.postMessage({ question, error: String(error) });
  }
};
