// The box in the header: a combobox by the WAI-ARIA pattern. It offers results, endings of the last word, and what was
// asked before; Enter on what is typed leads to the search page.

import { counted, element, factsOf, filled, marked, sign } from "./parts.mjs";
import { addressOf, forget, recent, remember } from "./state.mjs";

const WAIT = 120, OFFERED = 6;

export class Box {
  constructor(form, { base, text, ask }) {
    Object.assign(this, { form, base, text, ask, input: form.querySelector("input"), options: [], active: -1, turn: 0 });
    this.list = element("ul", { id: "search-options", role: "listbox", "aria-label": text.options, hidden: true });
    this.status = element("p", { role: "status", class: "for-readers" });
    form.append(this.list, this.status);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-options" })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("focus", () => this.typed(0));
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    form.addEventListener("submit", () => this.input.value.trim() && remember(this.input.value.trim()));
    // Whoever types faster than this was fetched is answered now.
    if (document.activeElement === this.input) this.typed(0);
  }

  typed(wait = WAIT) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.offer(), wait);
  }

  /** Show what fits what is typed; an answer that comes after a newer question is dropped. */
  async offer() {
    const q = this.input.value.trim(), turn = ++this.turn;
    if (!q) return this.show(this.recentOptions(), "");
    try {
      const answer = await this.ask(q, { limit: OFFERED, counts: false });
      if (turn !== this.turn || document.activeElement !== this.input) return;
      this.show(this.resultOptions(q, answer), filled(answer.total ? this.text.found : this.text.none, { count: counted(answer.total) }));
    } catch {
      if (turn === this.turn) this.show([], this.text.failed);
    }
  }

  recentOptions() {
    const asked = recent().map((q) => ({ href: addressOf({ q }, this.base), content: [sign("🕘 "), q], q }));
    return asked.length ? [...asked, { run: () => (forget(), this.close()), content: [this.text.forget] }] : [];
  }

  resultOptions(q, answer) {
    const endings = answer.completions.slice(0, 2).map((ending) => ({ run: () => this.take(ending), content: [sign("🔎 "), ending] }));
    const results = answer.results.map((result) => ({
      href: result.url, q,
      content: [
        element("span", { class: "option-title" }, marked(result.title, result.titleMarks)),
        element("span", { class: "option-facts" }, [...(result.near ? [this.text.near] : []), ...factsOf(result)].join(" · ")),
      ],
    }));
    const all = { href: addressOf({ q }, this.base), q, content: [filled(this.text.all, { count: counted(answer.total) })] };
    return [...endings, ...results, ...(answer.total > OFFERED ? [all] : [])];
  }

  show(options, said) {
    this.options = options;
    this.activate(-1);
    this.list.replaceChildren(...options.map(({ content }, at) => element("li", {
      id: `search-option-${at}`, role: "option", "aria-selected": "false", lang: document.documentElement.lang === "vi" ? null : "vi",
      onmousedown: (event) => event.preventDefault(), onclick: () => this.choose(at),
    }, content)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    // What cannot be chosen is read out, and seen where there is nothing else to see.
    this.status.textContent = said;
    this.status.className = said && !options.length ? "search-said" : "for-readers";
  }

  close() {
    this.turn++;
    clearTimeout(this.timer);
    this.show([], "");
  }

  take(q) {
    this.input.value = q;
    this.offer();
  }

  activate(at) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = at < 0 ? null : this.list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(at) {
    const { href, run, q } = this.options[at];
    if (run) return run();
    if (q) remember(q);
    this.close();
    location.assign(href);
  }

  pressed(event) {
    const last = this.options.length - 1;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.offer();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Beyond either end one is in the box again.
      this.activate(this.active + step > last ? -1 : this.active + step < -1 ? last : this.active + step);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      if (!this.list.hidden) event.preventDefault();
      this.close();
    }
  }
}
