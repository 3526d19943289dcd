// Before anything is drawn: the appearance that was chosen on this device, if any.
try {
  const scheme = localStorage.getItem("giao-dien");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // storage may be denied: the device's own appearance it is
}
