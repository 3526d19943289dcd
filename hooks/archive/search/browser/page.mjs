// The search page: what the box asks, answered at length; and a list that is narrowed by facets. The address says all.

import { counted, element, filled } from "./parts.mjs";
import { chips, emptyState, facetBoxes, meantLine, missingLine, resultList } from "./results.mjs";
import { addressOf, remember, stateOf } from "./state.mjs";

const AT_ONCE = 10, PAUSE = 200;
// How many values of a facet are shown before the rest is asked for.
const MANY = 8, FEW = 4;

export class Page {
  /**
   * A list asks nothing but its facets, so it has no `form`: it is `fixed` to some by itself, and they take the place of
   * the `plain` links once they are counted.
   */
  constructor(place, form, { base, text, ask, labels, fixed = {}, plain = null }) {
    Object.assign(this, { place, form, base, text, ask, labels, fixed, plain, input: form?.querySelector("input"), turn: 0 });
    this.browse = document.querySelector("[data-search-browse]");
    this.summary = element("p", { role: "status", class: "search-summary", tabindex: "-1" });
    this.settled = true;
    this.controls = element("div", { class: "search-controls" });
    this.facets = element("div", { class: "search-facets" });
    this.main = element("div", { class: "search-main" });
    const narrow = matchMedia("(max-width: 60em)").matches;
    this.narrowing = element("details", { class: "search-narrow", open: !narrow, hidden: true }, element("summary", {}, text.narrow), this.facets);
    if (plain) {
      // On a phone the choices fill more than a screen: what they leave is one touch away.
      this.done = element("button", { type: "button", class: "filter-done", onclick: () => this.leave() });
      this.narrowing = element("div", { class: "filter-choices", hidden: true }, this.facets, this.done);
    }
    place.replaceChildren(this.controls, this.summary, plain ? this.main : element("div", { class: "search-columns" }, this.narrowing, this.main));
    form?.addEventListener("submit", (event) => (event.preventDefault(), this.typed(0, true)));
    this.input?.addEventListener("input", () => this.typed(PAUSE));
    this.title = form ? null : document.title;
    addEventListener("popstate", () => this.restore());
    if (plain && location.search) {
      this.browse.hidden = true;
      this.summary.textContent = text.working;
    }
    this.restore();
    if (this.state.q) remember(this.state.q);
  }

  /** Take the state from the address. */
  restore() {
    clearTimeout(this.timer);
    this.settled = true;
    this.state = stateOf(location.href);
    this.shown = AT_ONCE;
    this.write(this.state.q);
    return this.answer();
  }

  write(q) {
    if (this.input) this.input.value = q;
  }

  typed(wait, done = false) {
    clearTimeout(this.timer);
    const q = this.input.value.trim();
    this.timer = setTimeout(() => {
      if (done) remember(q);
      // While one types, the address follows; what was asked before typing began stays one step back.
      if (q !== this.state.q) this.go({ ...this.state, q, free: [] }, this.settled ? "push" : "replace");
      this.settled = done;
    }, wait);
  }

  /** Go to another state; each choice is one step back. */
  async go(state, how = "push") {
    const { facet } = document.activeElement?.dataset || {}, value = document.activeElement?.value;
    const within = this.place.contains(document.activeElement) || this.facets.contains(document.activeElement);
    this.state = state;
    this.shown = AT_ONCE;
    this.write(state.q);
    history[how === "push" ? "pushState" : "replaceState"](null, "", addressOf(state, this.base));
    await this.answer();
    // What had the focus was made anew: the same choice has it again, or the line that says what was found.
    if (facet) this.facets.querySelector(`[data-facet="${facet}"][value="${CSS.escape(value)}"]`)?.focus();
    if (within && document.activeElement === document.body) this.summary.focus();
  }

  async answer() {
    const { q, filters, sort, free } = this.state, turn = ++this.turn;
    document.title = this.title ?? (q ? `${q} – ${this.text.title}` : this.text.title);
    const chosen = q || Object.keys(filters).length;
    if (!chosen && this.form) return this.welcome();
    try {
      // The list first: what is counted comes when it can be read.
      const answer = await this.ask(q, { filters: { ...filters, ...this.fixed }, sort, free, limit: chosen ? this.shown : 0, counts: false });
      if (turn !== this.turn) return;
      if (chosen) await this.show(answer);
      else this.unfiltered();
      await this.count(answer, turn);
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  async count(answer, turn) {
    try {
      const facets = await answer.count();
      if (turn !== this.turn) return;
      const open = new Set(Array.from(this.facets.querySelectorAll("details[open]"), (one) => one.dataset.of));
      if (this.done) this.done.textContent = filled(this.text.done, { count: counted(answer.total) });
      for (const facet of Object.keys(this.fixed)) delete facets[facet];
      this.facets.replaceChildren(...facetBoxes(this.state, facets, open, this.text, (state) => this.go(state), this.plain ? FEW : MANY));
    } catch (error) {
      if (turn !== this.turn) return;
      console.warn(error);  // the list stands without them
      this.facets.replaceChildren();
    }
    this.narrowing.hidden = !this.facets.children.length;
    if (!this.narrowing.hidden) this.plain?.replaceWith(this.narrowing);
  }

  /** Leave a list as it stands. */
  unfiltered() {
    this.summary.textContent = "";
    this.controls.replaceChildren();
    this.main.replaceChildren();
    this.browse.hidden = false;
  }

  /** Close the filters, and go to what they leave. */
  leave() {
    this.done.closest("details").open = false;
    (this.summary.textContent ? this.summary : this.browse).scrollIntoView();
    this.summary.focus();
  }

  welcome() {
    this.turn++;
    this.summary.textContent = "";
    this.controls.replaceChildren();
    this.facets.replaceChildren();
    this.narrowing.hidden = true;
    this.browse.hidden = false;
    this.main.replaceChildren(element("p", {}, this.text.welcome));
  }

  fail(error) {
    console.error(error);
    this.summary.textContent = this.text.failed;
    this.browse.hidden = false;
    this.main.replaceChildren(element("button", { type: "button", class: "quiet-button", onclick: () => this.answer() }, this.text.again));
  }

  async show(answer) {
    const { q, sort } = this.state, go = (state) => this.go(state);
    const total = counted(answer.total);
    this.browse.hidden = answer.total > 0;
    this.summary.textContent = !answer.total ? this.text.none : q ? filled(this.text.found_for, { count: total, query: q }) : filled(this.text.found, { count: total });
    const sorts = ["relevance", "date"].map((one) => element("button", {
      type: "button", class: "link-button", "aria-pressed": String(sort === one), onclick: () => go({ ...this.state, sort: one }),
    }, this.text.sorts[one]));
    this.controls.replaceChildren(
      meantLine(this.state, answer, this.text, go),
      ...await chips(this.state, answer, this.labels, this.text, go),
      answer.total ? missingLine(answer, this.text) : "",
      answer.total > 1 && q ? element("p", { class: "search-sort" }, this.text.sort, " ", ...sorts) : "",
    );
    const more = answer.results.length >= this.shown && answer.total > this.shown;
    this.main.replaceChildren(
      answer.total ? "" : emptyState(this.state, answer, this.base, this.text),
      ...resultList(q ? answer.results : answer.results.map((one) => ({ ...one, excerpt: "" })), this.text),
      more ? element("button", { type: "button", class: "quiet-button search-more", onclick: () => this.more() }, this.text.more) : "",
    );
    if (this.goOn) this.main.querySelectorAll(".result-title a")[this.goOn]?.focus();
    this.goOn = 0;
  }

  /** Show further results, and lead the keyboard to the first of them. */
  async more() {
    this.goOn = this.main.querySelectorAll(".result").length;
    this.shown += AT_ONCE;
    await this.answer();
  }
}
