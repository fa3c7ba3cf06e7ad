// What is shown without this script is complete; it makes tabs of the sections that belong together, opens the answer that a
// link leads to, closes the contents after a choice and marks in them where the reader is, puts away with Escape what a term
// means, brings the page's own entry of a long navigation into sight, and changes between light and dark.
(function () {
  "use strict";

  function openTarget() {
    var id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    var target = id && document.getElementById(id);
    var fold = target && target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  }

  function closeContents(event) {
    var fold = event.target.closest("a") && event.currentTarget;
    if (fold) fold.open = false;
  }

  function showCurrent() {
    var current = document.querySelector(".site-nav [aria-current]");
    Array.prototype.forEach.call(document.querySelectorAll(".site-nav, .nav-lists"), function (box) {
      var below = current ? current.getBoundingClientRect().bottom - box.getBoundingClientRect().top : 0;
      if (below > box.clientHeight && box.scrollHeight > box.clientHeight) box.scrollTop += below - box.clientHeight / 2;
    });
  }

  // Light and dark: the button shows what is seen now, and the choice is kept for this playbook's other pages.
  function setUpScheme(button) {
    var root = document.documentElement;
    var system = window.matchMedia("(prefers-color-scheme: dark)");
    function isDark() { return root.hasAttribute("data-theme") ? root.getAttribute("data-theme") === "dark" : system.matches; }
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.addEventListener("click", function () {
      var scheme = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", scheme);
      try { localStorage.setItem("rolebook-scheme", scheme); } catch (error) { /* It holds for this page. */ }
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  // Which section of the page is read: the last one whose heading has gone up past the first fifth of the window.
  function followReader(contents) {
    var links = Array.prototype.slice.call(contents.querySelectorAll("a[href^='#']"));
    var here = contents.querySelector(".here");
    var headings = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    var current = null;
    var waiting = false;
    function mark() {
      waiting = false;
      var line = window.innerHeight / 5;
      var found = null;
      headings.forEach(function (heading, position) {
        if (heading && heading.getBoundingClientRect().top <= line) found = links[position];
      });
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      if (found) found.setAttribute("aria-current", "true");
      if (here) here.textContent = found ? found.textContent : "";
      current = found;
    }
    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(mark); }
    }, { passive: true });
    mark();
  }

  // Escape puts away what a term means, until the pointer or the focus comes back.
  function putAway(event) {
    if (event.key !== "Escape") return;
    Array.prototype.forEach.call(document.querySelectorAll(".term:hover, .term:focus-within"), function (term) {
      function bringBack() { term.classList.remove("put-away"); }
      term.classList.add("put-away");
      term.addEventListener("mouseleave", bringBack, { once: true });
      term.addEventListener("focusout", bringBack, { once: true });
    });
  }

  function makeTabs(group, index) {
    var panels = Array.prototype.filter.call(group.children, function (child) { return child.classList.contains("tab"); });
    if (panels.length < 2) return;
    var list = document.createElement("div");
    list.setAttribute("role", "tablist");
    var tabs = panels.map(function (panel, position) {
      var title = panel.querySelector(".tab-title");
      var tab = document.createElement("button");
      tab.type = "button";
      tab.id = "tab-" + index + "-" + position;
      tab.setAttribute("role", "tab");
      tab.textContent = title.textContent;
      panel.id = panel.id || tab.id + "-panel";
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.setAttribute("aria-controls", panel.id);
      title.hidden = true;
      list.appendChild(tab);
      return tab;
    });
    function choose(chosen, focus) {
      tabs.forEach(function (tab, position) {
        var isChosen = position === chosen;
        tab.setAttribute("aria-selected", String(isChosen));
        tab.tabIndex = isChosen ? 0 : -1;
        panels[position].hidden = !isChosen;
      });
      if (focus) tabs[chosen].focus();
    }
    list.addEventListener("click", function (event) {
      var position = tabs.indexOf(event.target);
      if (position >= 0) choose(position, false);
    });
    list.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      var position = tabs.indexOf(document.activeElement);
      if (step && position >= 0) {
        event.preventDefault();
        choose((position + step + tabs.length) % tabs.length, true);
      }
    });
    group.insertBefore(list, group.firstChild);
    choose(0, false);
  }

  Array.prototype.forEach.call(document.querySelectorAll(".tabs"), makeTabs);
  Array.prototype.forEach.call(document.querySelectorAll(".contents-fold"), function (fold) { fold.addEventListener("click", closeContents); });
  Array.prototype.forEach.call(document.querySelectorAll(".scheme"), setUpScheme);
  Array.prototype.forEach.call(document.querySelectorAll(".contents"), followReader);
  var menu = document.querySelector(".nav-fold");
  if (menu) menu.addEventListener("toggle", showCurrent);
  document.addEventListener("keydown", putAway);
  window.addEventListener("hashchange", openTarget);
  openTarget();
  showCurrent();
})();
