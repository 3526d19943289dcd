// Before the program starts: its forms are in Vietnamese unless the clerk has chosen another language, and it waits
// for the formats of `format.mjs`.
window.CMS_MANUAL_INIT = true;
try {
  const key = "sveltia-cms.prefs";
  const chosen = JSON.parse(localStorage.getItem(key) || "{}") || {};
  if (!chosen.locale) localStorage.setItem(key, JSON.stringify({ ...chosen, locale: "vi" }));
} catch {
  // No storage: the program says so itself.
}
