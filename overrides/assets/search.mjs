// The box in the header before it is touched: it only waits. Everything of search is fetched when it is first needed.

const form = document.querySelector("[data-search]"), input = form?.querySelector("input");
let started = null;

function begin() {
  started ||= import(new URL("interface.mjs", new URL(form.getAttribute("action"), document.baseURI))).then(({ start }) => start(form));
  started.catch((error) => {
    console.warn(error);
    started = null;
    // Without a connection the form still leads to the search page; that page says what it lacks.
    const page = document.querySelector("[data-search-page]");
    if (page) page.textContent = page.dataset.failed;
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
  if (document.activeElement === input || document.querySelector("[data-search-page]")) begin();
}
