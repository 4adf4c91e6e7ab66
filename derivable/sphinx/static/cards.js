// A card computes its formula: fields for the values stand in the table of its letters, and the code that runs is the
// JavaScript that the card offers for copying.
const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 6, useGrouping: false });

function written(value) {
  if (!Number.isFinite(value)) return value === Infinity ? "∞" : String(value);
  if (value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6)) return number.format(value);
  const [digits, power] = value.toExponential(5).split("e");
  return `${number.format(Number(digits))} × 10^${Number(power)}`;
}

// What is wrong with a value, by the domain of its letter, whose end may be another letter.
function objection({ name, low, high, lowOpen, highOpen }, values) {
  const value = values[name];
  const end = (text) => (text in values ? values[text] : Number(text));
  if (!Number.isFinite(value)) return `${name} needs a number`;
  if (low !== undefined && (lowOpen ? value <= end(low) : value < end(low))) return `${name} must be ${lowOpen ? "above" : "at least"} ${low}`;
  if (high !== undefined && (highOpen ? value >= end(high) : value > end(high))) return `${name} must be ${highOpen ? "below" : "at most"} ${high}`;
  return "";
}

function furnish(card) {
  const table = card.querySelector(".letters");
  const { formula } = table.dataset;
  const rows = [...table.querySelectorAll("tbody tr")];
  const code = card.querySelector('[data-language="javascript"] pre').textContent;
  const compute = new Function(`${code}\nreturn ${formula};`)();
  const result = card.querySelector(".result");
  const left = result.innerHTML;
  result.setAttribute("aria-live", "polite");
  result.hidden = false;
  table.querySelector("thead tr").append(Object.assign(document.createElement("th"), { textContent: "value" }));
  const fields = rows.map((row) => {
    const field = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal", value: row.dataset.value, autocomplete: "off", spellcheck: false });
    field.setAttribute("aria-label", `${row.dataset.name}, a value`);
    row.insertCell().append(field);
    return field;
  });

  function show() {
    const given = fields.map((field) => (field.value.trim() ? Number(field.value) : NaN));
    const values = Object.fromEntries(rows.map((row, i) => [row.dataset.name, given[i]]));
    const wrong = rows.map((row) => objection(row.dataset, values));
    fields.forEach((field, i) => field.setAttribute("aria-invalid", Boolean(wrong[i])));
    const first = wrong.find(Boolean);
    if (first) result.textContent = first;
    else {
      result.innerHTML = `${left} <output></output> ${result.dataset.unit}`;
      result.querySelector("output").textContent = written(compute(...given));
    }
  }
  table.addEventListener("input", show);
  show();
}

for (const card of document.querySelectorAll("details.card")) {
  card.addEventListener("toggle", () => furnish(card), { once: true });
}
