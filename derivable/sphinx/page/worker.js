// Judges answers off the page's own thread: Python, SymPy and the packages, from this folder alone.

import { loadPyodide } from "./pyodide.mjs";
import { BYTES } from "./size.js";

const broken = (error) => self.postMessage({ broken: error.message });

// Whatever is fetched is counted, whoever asks for it, so that the page can show how far loading is; and what breaks off
// is told at once, since Pyodide may wait for it without end.
const plain = self.fetch;
let bytes = 0;
self.fetch = async (...asked) => {
  try {
    const answer = await plain(...asked);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const { readable, writable } = new TransformStream({
      transform(piece, out) {
        self.postMessage({ loaded: (bytes += piece.length) / BYTES });
        out.enqueue(piece);
      },
    });
    answer.body.pipeTo(writable).catch(broken);
    return new Response(readable, answer);
  } catch (error) {
    broken(error);
    throw error;
  }
};

async function load() {
  const packages = self.fetch(new URL("packages.zip", import.meta.url)).then((answer) => answer.arrayBuffer());
  const [python, archive] = await Promise.all([loadPyodide(), packages]);
  self.postMessage({ loaded: 1 });
  python.unpackArchive(archive, "zip", { extractDir: "/packages" });
  const judge = python.runPython(`
    import sys
    sys.path.insert(0, "/packages")
    from derivable.formula import book_at
    from derivable.judge.judge import judge

    def judged(place, name, answer, given):
        said = judge(book_at(place), name, answer, given)
        return said.exit_code, str(said), said.read_as, said.hints

    judged
  `);
  self.postMessage({ ready: true });
  return judge;
}

const judge = load().catch(broken);

self.onmessage = async ({ data: { question, book, name, answer, given } }) => {
  const judged = await judge;
  if (!judged) return; // broken, and the page knows
  // The answer is handed over as a value: no text of the reader's becomes a program.
  const verdict = judged(book, name, answer, given || undefined);
  const [code, text, read, hints] = verdict.toJs();
  verdict.destroy();
  self.postMessage({ question, code, text, read, hints });
};
