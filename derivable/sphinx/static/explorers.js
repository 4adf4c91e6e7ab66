// Explorers. The renderer is our own, because it was measured: on the same figure Bokeh costs 450 KB and a Lighthouse
// score of 64, Vega 280 KB and 79, Plotly 395 KB and 87, and JSXGraph has no tab stop; paths in SVG with native sliders
// take a few KB and score 100. What is drawn here was drawn before, when the book was built, from the same declaration:
// axes never move, so that a reader sees what a control does, and a script has only paths, labels and numbers to set.
(() => {
const SIDE = 1000, LINE = 17, EVERY = 12, DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const clip = (value, low, high) => Math.min(Math.max(value, low), high);

// A number as prose has it, and as one would type it.
function written(value) {
  if (!Number.isFinite(value)) return "∞";
  const [digits, power] = value.toExponential(2).split("e").map(Number);
  if (value === 0 || (power > -4 && power < 6)) return number.format(value);
  return `${digits} × 10${String(power).replace("-", "⁻").replace(/\d/g, (digit) => DIGITS[digit])}`;
}
function typed(value) {
  const [digits, power] = value.toExponential(3).split("e").map(Number);
  return value === 0 || (power > -5 && power < 6) ? String(Number(value.toPrecision(4))) : `${digits}e${power}`;
}

function filled([words, otherwise], known) {
  const hole = /\{(\w+)(%?)\}/g;
  const finite = [...words.matchAll(hole)].every(([, name]) => Number.isFinite(known[name]));
  return (finite ? words : otherwise).replace(hole, (_, name, percent) => percent ? `${written(100 * known[name])}\u00a0%` : written(known[name]));
}

// Where a value lies on an axis, from 0 to 1, and back.
const place = ({ low, high, log }, value) => log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
const value = ({ low, high, log }, at) => log ? low * (high / low) ** at : low + (high - low) * at;

function model(data) {
  const functions = Object.fromEntries(Object.entries(data.functions).map(([name, code]) => [name, new Function(`${code}\nreturn ${name};`)()]));
  const read = (given, known) => typeof given === "string" ? known[given] : given;
  // What rests on something that is never reached is never reached either.
  function apply([name, given], known) {
    const values = given.map((one) => read(one, known));
    return values.every(Number.isFinite) ? functions[name](...values) : Infinity;
  }
  function follow(chosen) {
    const known = { ...chosen };
    for (const [name, use] of Object.entries(data.values)) known[name] = apply(use, known);
    return known;
  }
  function points({ along, low, high, log, x, y }, known) {
    const range = { low: read(low, known), high: read(high, known), log };
    return Array.from({ length: data.samples }, (_, i) => {
      const here = { ...known, [along]: value(range, i / (data.samples - 1)) };
      return [x ? apply(x, here) : here[along], apply(y, here)];
    });
  }
  return { follow, points, read };
}

function explore(figure) {
  const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  const { follow, points, read } = model(data);
  const [across, upward] = data.axes;
  const find = (selector) => figure.querySelector(selector);
  const all = (selector) => [...figure.querySelectorAll(selector)];
  const frame = find(".frame"), said = find(".said"), wrong = find(".wrong"), fold = find(".values");
  const curves = all(".curve"), labels = all(".label"), marks = all(".mark"), names = all(".name");
  const hair = find(".hair"), readout = find(".readout");
  const buttons = all(".presets button"), rows = all(".control");
  const fields = rows.map((row) => row.querySelector('[type="text"]'));
  const sliders = rows.map((row) => row.querySelector('[type="range"]'));
  const standard = Object.fromEntries(data.controls.map((control) => [control.name, control.value]));
  let chosen = { ...standard, ...remembered() }, drawn = [], waiting = 0;

  function remembered() {
    const given = new URLSearchParams(location.search).get(data.name) ?? "";
    const pairs = given.split("~").map((pair) => pair.split(":")).map(([name, text]) => [data.controls.find((c) => c.name === name), Number(text)]);
    return Object.fromEntries(pairs.filter(([control, at]) => control && at >= control.low && at <= control.high).map(([control, at]) => [control.name, at]));
  }
  // The address holds what differs from the defaults; what it says besides, and its anchor, stay.
  function remember() {
    const address = new URL(location.href);
    const changed = data.controls.filter(({ name, value: at }) => chosen[name] !== at).map(({ name }) => `${name}:${chosen[name]}`);
    if (changed.length) address.searchParams.set(data.name, changed.join("~"));
    else address.searchParams.delete(data.name);
    address.search = address.search.replace(/%3A/g, ":").replace(/%7E/g, "~");
    try { history.replaceState(history.state, "", address); } catch { /* a page from a file may not have another address */ }
  }

  function ends(axis, given, known) {
    if (given === null) return [0, 1];
    return (Array.isArray(given) ? given : [given, given]).map((one) => place(axis, read(one, known)));
  }
  const percent = (part) => `${(100 * part).toFixed(2)}%`;
  function put(text, x, y, anchor) {
    text.setAttribute("x", percent(x));
    text.setAttribute("y", percent(y));
    text.setAttribute("text-anchor", anchor);
  }

  function draw() {
    waiting = 0;
    const known = follow(chosen);
    drawn = data.curves.map((curve) => points(curve, known));
    const last = [];
    drawn.forEach((curve, i) => {
      let path = "", pen = "M";
      for (const [x, y] of curve) {
        const right = place(across, x), down = 1 - place(upward, y);
        if (Number.isNaN(right + down) || Math.abs(right) === Infinity || Math.abs(down) === Infinity) { pen = "M"; continue; }
        path += `${pen}${(SIDE * clip(right, -9, 9)).toFixed(1)} ${(SIDE * clip(down, -9, 9)).toFixed(1)}`;
        pen = "L";
        if (right >= 0 && right <= 1 && down >= 0 && down <= 1) last[i] = down;
      }
      curves[i].setAttribute("d", path);
    });
    const ranked = last.flatMap((_, i) => [i]).sort((i, j) => last[i] - last[j]);
    const line = LINE / (frame.clientHeight || 320);
    let highest = 0, lowest = 1;
    for (const i of ranked) {
      last[i] = Math.max(last[i], highest);
      highest = last[i] + line;
    }
    for (const i of ranked.reverse()) {
      last[i] = Math.min(last[i], lowest);
      lowest = last[i] - line;
    }
    labels.forEach((label, i) => {
      label.toggleAttribute("hidden", last[i] === undefined);
      if (last[i] !== undefined) label.setAttribute("y", percent(last[i]));
    });
    let named = 0;
    data.marks.forEach((mark, i) => {
      const [left, right] = ends(across, mark.x, known), [low, high] = ends(upward, mark.y, known);
      const [l, r, b, t] = [left, right, 1 - low, 1 - high].map((part) => (SIDE * part).toFixed(1));
      const outline = l === r && b === t ? `M${l} ${b}h.1` : `M${l} ${b}H${r}V${t}H${l}Z`;
      marks[i].setAttribute("d", [left, right, low, high].every(Number.isFinite) ? outline : "");
      if (!mark.named) return;
      const name = names[named++];
      if (mark.x !== null) name.setAttribute("x", percent((left + right) / 2));
      if (mark.y !== null) name.setAttribute("y", percent(1 - (left < right && mark.x !== null ? (low + high) / 2 : high)));
    });
    tell(known);
    if (fold.open) tabulate();
  }

  function tell(known) {
    said.textContent = data.said.map((part) => filled(part, known)).join(" ");
    data.controls.forEach((control, i) => {
      if (document.activeElement !== fields[i] || fields[i].ariaInvalid !== "true") fields[i].value = typed(chosen[control.name]);
      sliders[i].value = SIDE * place(control, chosen[control.name]);
      sliders[i].ariaValueText = written(chosen[control.name]);
    });
    buttons.forEach((button, i) => {
      const begun = { ...standard, ...data.presets[i].values };
      const pressed = Object.keys(begun).every((name) => begun[name] === chosen[name]);
      button.setAttribute("aria-pressed", pressed);
      if (pressed) find(".because").textContent = data.presets[i].why;
    });
    const pressed = buttons.some((button) => button.getAttribute("aria-pressed") === "true");
    find(".because").classList.toggle("left", !pressed);
  }

  function tabulate() {
    all("tbody tr").forEach((row, i) => data.columns.forEach(([, curve, side], j) => {
      row.cells[j].textContent = written(drawn[curve][i * EVERY][side]);
    }));
  }

  // While a slider moves, the sentence changes with every frame and is not read out; when it rests, it is.
  function change(values, resting) {
    chosen = { ...chosen, ...values };
    said.ariaLive = resting ? "polite" : "off";
    if (resting) {
      if (waiting) cancelAnimationFrame(waiting);
      draw();
      remember();
    } else waiting ||= requestAnimationFrame(draw);
  }

  function object(i, sentence) {
    fields[i].ariaInvalid = String(Boolean(sentence));
    wrong.textContent = sentence;
  }

  data.controls.forEach((control, i) => {
    sliders[i].hidden = false;
    fields[i].readOnly = false;
    const slid = () => {
      const exact = value(control, sliders[i].value / SIDE);
      return { [control.name]: clip(Number(exact.toPrecision(3)), control.low, control.high) };
    };
    sliders[i].step = SIDE / 200;
    sliders[i].addEventListener("input", () => { object(i, ""); change(slid(), false); });
    sliders[i].addEventListener("change", () => change(slid(), true));
    fields[i].addEventListener("change", () => {
      const text = fields[i].value.replace("−", "-").replace(/[,\s]/g, "").replace(/[×x*]10\^?/, "e");
      const at = text === "" ? NaN : Number(text);
      if (at >= control.low && at <= control.high) { object(i, ""); change({ [control.name]: at }, true); }
      else object(i, `${fields[i].ariaLabel.split(",")[0]} must be a number between ${written(control.low)} and ${written(control.high)}.`);
    });
  });

  find(".presets").hidden = false;
  buttons.forEach((button, i) => button.addEventListener("click", () => {
    fields.forEach((_, j) => object(j, ""));
    change({ ...standard, ...data.presets[i].values }, true);
  }));

  // What is pointed at is read out; what is pressed, the cursor goes to.
  function pointed(event) {
    const box = frame.getBoundingClientRect();
    const at = [(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height];
    const pairs = data.cursor.map((name, i) => [name, value(data.axes[i], clip(at[i], 0, 1))]).filter(([name]) => name);
    return [at, Object.fromEntries(pairs.map(([name, there]) => {
      const control = data.controls.find((one) => one.name === name);
      return [name, clip(Number(there.toPrecision(3)), control.low, control.high)];
    }))];
  }
  function point(event) {
    const [[right, up], there] = pointed(event);
    readout.textContent = filled([data.readout, "never"], follow({ ...chosen, ...there }));
    put(readout, right, clip(1 - up, 0.12, 1), right > 0.5 ? "end" : "start");
    readout.setAttribute("dx", right > 0.5 ? -10 : 10);
    hair.setAttribute("x1", percent(right));
    hair.setAttribute("x2", percent(right));
    figure.classList.add("pointing");
    if (event.buttons) change(there, false);
  }
  frame.addEventListener("pointerdown", (event) => { frame.setPointerCapture(event.pointerId); point(event); });
  frame.addEventListener("pointermove", point);
  frame.addEventListener("pointerup", (event) => change(pointed(event)[1], true));
  for (const left of ["pointerleave", "pointercancel"]) frame.addEventListener(left, () => figure.classList.remove("pointing"));

  fold.addEventListener("toggle", () => fold.open && tabulate());
  const save = find(".csv");
  save.hidden = false;
  save.addEventListener("click", () => {
    const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
    const head = data.columns.map(([title]) => quoted(title)).join(",");
    const lines = drawn[0].map((_, i) => data.columns.map(([, curve, side]) => drawn[curve][i][side]).join(","));
    const file = new Blob([[head, ...lines, ""].join("\n")], { type: "text/csv" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${data.name}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  draw();
}

if (typeof document === "undefined") globalThis.explorers = { model, filled };
else document.querySelectorAll("figure.explorer").forEach(explore);
})();
