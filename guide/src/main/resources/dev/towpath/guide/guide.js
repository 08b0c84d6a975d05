(function () {
  "use strict";
  var root = document.documentElement, base = document.body.dataset.base;

  // Light or dark: as the system says, until the reader says otherwise.
  function remembered() { try { return localStorage.getItem("theme"); } catch (e) { return null; } }
  var dark = remembered() || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = dark;
  document.getElementById("theme").onclick = function () {
    dark = dark === "dark" ? "light" : "dark";
    root.dataset.theme = dark;
    try { localStorage.setItem("theme", dark); } catch (e) { /* as a file, some browsers keep nothing */ }
  };

  var nav = document.getElementById("nav"), menu = document.getElementById("menu");
  menu.onclick = function () {
    menu.setAttribute("aria-expanded", nav.classList.toggle("open"));
  };
  var here = nav.querySelector("[aria-current]");
  if (here) here.scrollIntoView({ block: "center" });

  // Two columns: one chosen style in each. Narrow: the last one chosen, of both.
  document.querySelectorAll(".styles").forEach(function (box) {
    var sides = Array.from(box.querySelectorAll(".tabs"));
    function choose(tabs, number, shown) {
      var panels = tabs.nextElementSibling;
      Array.from(tabs.children).forEach(function (tab, i) { tab.setAttribute("aria-selected", i === number); });
      Array.from(panels.children).forEach(function (panel, i) { panel.classList.toggle("chosen", i === number); });
      if (!shown) return;
      box.querySelectorAll(".shown").forEach(function (old) { old.classList.remove("shown"); });
      tabs.children[number].classList.add("shown");
      panels.children[number].classList.add("shown");
    }
    sides.forEach(function (tabs) {
      Array.from(tabs.children).forEach(function (tab, i) {
        tab.onclick = function () { choose(tabs, i, true); };
      });
    });
    choose(sides[sides.length - 1], 0, true);
  });

  // Search: lunr over the texts of all pages, made when the box is first used.
  var box = document.getElementById("search"), list = document.getElementById("results"), index;
  function build() {
    index = lunr(function () {
      this.ref("id");
      this.field("title", { boost: 10 });
      this.field("text");
      this.pipeline.remove(lunr.stemmer);
      this.searchPipeline.remove(lunr.stemmer);
      window.GUIDE_PAGES.forEach(function (page, id) {
        this.add({ id: id, title: page.title, text: page.text });
      }, this);
    });
  }
  function excerpt(text, word) {
    var at = text.toLowerCase().indexOf(word);
    return at < 0 ? text.slice(0, 110) : text.slice(Math.max(0, at - 40), at + 110);
  }
  function search() {
    var words = lunr.tokenizer(box.value).map(String);
    list.replaceChildren();
    list.hidden = words.length === 0;
    if (list.hidden) return;
    if (!index) build();
    var found = index.query(function (query) {
      words.forEach(function (word) {
        query.term(word, { boost: 10 });
        query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
      });
    });
    found.slice(0, 12).forEach(function (match, i) {
      var page = window.GUIDE_PAGES[match.ref], item = document.createElement("li");
      var link = document.createElement("a"), small = document.createElement("small");
      link.href = base + page.url;
      link.textContent = page.title;
      if (i === 0) link.className = "first";
      small.textContent = excerpt(page.text, words[0].toLowerCase());
      link.append(small);
      item.append(link);
      list.append(item);
    });
    if (!found.length) {
      var none = document.createElement("li");
      none.className = "none";
      none.textContent = "Nothing is called " + box.value + ".";
      list.append(none);
    }
  }
  box.oninput = search;
  box.onkeydown = function (event) {
    var first = list.querySelector("a");
    if (event.key === "Enter" && first) location.href = first.href;
    if (event.key === "Escape") { box.value = ""; search(); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); }
  });
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { box.value = asked; search(); }
})();
