// What the interface is built of: elements, marked text, and the archive's words.

/** Make an element; a property of null or false is left out, text children are text, never markup. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** Make a sign for the eye, which is not read out. */
export function sign(text) {
  return element("span", { "aria-hidden": "true" }, text);
}

/** Write text with marks, [[start, end], …]. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Fill the named places of a text: “{count} kết quả”. */
export function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Write a number with dots between thousands. */
export function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** Say in one line what a result is: kind, number, unit, date. */
export function factsOf(result) {
  return [result.status, result.number || result.kind, result.unit, result.date].filter(Boolean);
}
