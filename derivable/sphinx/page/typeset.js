// Sets the TeX in which the judge says how it read an answer. That is SymPy's own TeX, a small language: fractions,
// roots, scripts, brackets, names. What is not in it is shown as it stands.

const SPACE = "http://www.w3.org/1998/Math/MathML";
const TOKEN = /\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|[^\s]/gu;
const GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";
const LETTERS = new Map(GREEK.split(" ").map((name, i) => [`\\${name}`, String.fromCodePoint(0x3b1 + i)]));
LETTERS.set("\\Delta", "Δ").set("\\infty", "∞").set("\\varepsilon", "ε").set("\\ell", "ℓ");
const SIGNS = new Map([["\\cdot", "·"], ["\\le", "≤"], ["\\ge", "≥"], ["\\leq", "≤"], ["\\geq", "≥"], ["-", "−"], ["*", "∗"], ["\\{", "{"], ["\\}", "}"]]);
const NAMES = new Set(["\\log", "\\ln", "\\exp", "\\min", "\\max", "\\sin", "\\cos", "\\tan"]);
const SILENT = new Set(["\\left", "\\right", "\\displaystyle", "\\,", "\\;", "\\!", "\\ "]);

function made(tag, ...children) {
  const node = document.createElementNS(SPACE, tag);
  node.append(...children);
  return node;
}

function row(tokens, end) {
  const parts = [];
  while (tokens.length && tokens[0] !== end) {
    const token = tokens.shift();
    if (SILENT.has(token)) continue;
    if (token === "^" || token === "_") {
      const base = parts.pop() ?? made("mrow");
      const script = argument(tokens);
      const other = token === "^" ? "msub" : "msup";
      if (base.localName !== other) parts.push(made(token === "^" ? "msup" : "msub", base, script));
      else parts.push(made("msubsup", base.firstChild, ...(token === "^" ? [base.lastChild, script] : [script, base.lastChild])));
    } else parts.push(single(token, tokens));
  }
  if (end && tokens.shift() !== end) throw new Error(`no ${end}`);
  return parts.length === 1 ? parts[0] : made("mrow", ...parts);
}

const argument = (tokens) => single(tokens.shift(), tokens);

function single(token, tokens) {
  if (token === "{") return row(tokens, "}");
  if (token === "\\frac") return made("mfrac", argument(tokens), argument(tokens));
  if (token === "\\sqrt") {
    if (tokens[0] !== "[") return made("msqrt", argument(tokens));
    tokens.shift();
    const index = row(tokens, "]");
    return made("mroot", argument(tokens), index);
  }
  if (token === "\\mathrm" || token === "\\operatorname") {
    const name = made("mi", argument(tokens).textContent);
    name.setAttribute("mathvariant", "normal");
    return name;
  }
  if (LETTERS.has(token)) return made("mi", LETTERS.get(token));
  if (NAMES.has(token)) return made("mi", token.slice(1));
  if (SIGNS.has(token)) return made("mo", SIGNS.get(token));
  if (/^\d/.test(token)) return made("mn", token);
  if (/^\p{L}$/u.test(token)) return made("mi", token);
  if (/^[-+=<>()[\]|,;:/!.]$/.test(token)) return made("mo", token);
  throw new Error(`no ${token}`);
}

export function typeset(tex) {
  try {
    return made("math", row(tex.match(TOKEN) ?? []));
  } catch {
    return Object.assign(document.createElement("code"), { textContent: tex });
  }
}
