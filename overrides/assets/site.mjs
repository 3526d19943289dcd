// What a page does beyond being read: its search box waits to be touched, its buttons copy, its appearance changes.

const form = document.querySelector("[data-search]"), input = form?.querySelector("input");
const list = document.querySelector("[data-filters]"), place = document.querySelector("[data-search-page]");
let started = null;

/** Fetch the search interface, once; everything of search is fetched when it is first needed. */
function begin() {
  started ||= import("./search/interface.mjs").then(({ start }) => start(form));
  started.catch((error) => {
    console.warn(error);
    started = null;
    // Without a connection the form still leads to the search page; that page says what it lacks.
    if (place) place.textContent = place.dataset.failed;
  });
}

if (input) {
  input.addEventListener("focus", begin);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const called = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey);
    if (!called) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // A list's filters are begun when they are opened, or named by the address; the search page at once.
  list?.addEventListener("toggle", begin, { once: true });
  if (document.activeElement === input || (place && (!list || location.search))) begin();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy), said = button.parentElement.querySelector("[role=status]");
    const text = from ? from.textContent.trim() : document.querySelector("link[rel=canonical]")?.href || location.href;
    const done = await navigator.clipboard.writeText(text).then(() => "copied", () => "failed");
    if (done === "failed" && from) getSelection().selectAllChildren(from);
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = button.dataset[done]));
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const root = document.documentElement, ORDER = ["auto", "light", "dark"];
for (const button of document.querySelectorAll("[data-scheme-switch]")) {
  const show = () => (button.textContent = button.dataset[root.dataset.scheme || "auto"]);
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.scheme || "auto") + 1) % ORDER.length];
    if (next === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = next;
    try {
      localStorage.setItem("giao-dien", next);
    } catch {
      // it holds for this page
    }
    show();
  });
  show();
}
