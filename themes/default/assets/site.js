// What is shown without this script is complete; it makes tabs of the sections that belong together, and opens the answer that a
// link leads to.
(function () {
  "use strict";

  function openTarget() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
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
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
