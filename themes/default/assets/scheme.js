// The reader's own choice of light or dark, before anything is painted.
(function () {
  "use strict";
  try {
    var scheme = localStorage.getItem("rolebook-scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.setAttribute("data-theme", scheme);
  } catch (error) { /* Where nothing may be kept, the system's choice stands. */ }
})();
