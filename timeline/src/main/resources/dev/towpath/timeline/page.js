(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const texts = data.texts;
  const places = ["ready", "waiting", "elsewhere"];
  const lanes = data.lanes.map(([name, scope, from, to, waits]) => ({
    name: texts[name], scope: texts[scope], from, to,
    waits: waits.map(([a, b, place, what]) => ({ from: a, to: b, place: places[place], what: texts[what] })),
  }));
  const channels = new Map();
  const arrows = data.arrows.map(([fork, fromLane, from, toLane, to, over, what]) => {
    if (!fork && !channels.has(over)) channels.set(over, channels.size % 8);
    return { fork: fork === 1, fromLane, from, toLane, to, over: texts[over], what: texts[what], color: fork ? "soft" : "c" + channels.get(over) };
  });
  const marks = data.marks.map(([lane, at, what]) => ({ lane, at, what: texts[what] }));

  const $ = id => document.getElementById(id);
  const canvas = $("canvas");
  const pen = canvas.getContext("2d");
  const everything = lanes.map((_, i) => i);
  const view = new View(data.nanos, everything);
  let positions = new Map(everything.map(i => [i, i])); // of lanes shown
  let wanted = ""; // what is searched for
  let chosen = -1; // lane whose arrows alone are seen
  let hovered = null;
  let colors = {};

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "ink", "faint", "soft", "band", "running", "waiting", "hatch", "mark", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"])
      colors[name] = style.getPropertyValue("--" + name).trim();
    colors.hatched = pattern(6, p => { p.moveTo(0, 6); p.lineTo(6, 0); p.stroke(); });
    colors.dotted = pattern(4, p => p.fillRect(1, 1, 1.3, 1.3));
  }

  function pattern(size, draw) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = size;
    const p = tile.getContext("2d");
    p.fillStyle = colors.waiting;
    p.fillRect(0, 0, size, size);
    p.strokeStyle = p.fillStyle = colors.hatch;
    p.beginPath();
    draw(p);
    return pen.createPattern(tile, "repeat");
  }

  function resize() {
    const width = $("stage").clientWidth;
    const rows = view.lanes.length * 30 + view.top + 4;
    const height = Math.max(120, Math.min(rows, Math.max(260, window.innerHeight - 230)));
    const ratio = window.devicePixelRatio || 1;
    canvas.style.height = height + "px";
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    view.resize(width, height);
    draw();
  }

  // ---- drawing ----

  function draw() {
    pen.fillStyle = colors.paper;
    pen.fillRect(0, 0, view.width, view.height);
    drawAxis();
    pen.save();
    pen.beginPath();
    pen.rect(0, view.top, view.width, view.height - view.top);
    pen.clip();
    const first = Math.max(0, view.position(view.top));
    const last = Math.min(view.lanes.length - 1, view.position(view.height));
    for (let i = first; i <= last; i++) drawBand(i);
    pen.save();
    pen.beginPath();
    pen.rect(view.gutter, view.top, view.width - view.gutter, view.height - view.top);
    pen.clip();
    for (let i = first; i <= last; i++) drawBars(i);
    drawArrows(first, last);
    for (const mark of marks) drawMark(mark);
    pen.restore();
    for (let i = first; i <= last; i++) drawName(i);
    pen.restore();
    canvas.dataset.span = Math.round(view.to - view.from);
    canvas.dataset.rows = view.lanes.length;
  }

  function drawAxis() {
    const { step, ticks } = view.ticks();
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const tick of ticks) {
      const x = view.x(tick);
      if (x < view.gutter - 1) continue;
      pen.fillStyle = colors.faint;
      pen.fillRect(Math.round(x), view.top - 6, 1, view.height);
      pen.fillStyle = colors.soft;
      pen.fillText(tick === 0 ? "0" : timeText(tick, step), Math.min(x, view.width - 24), view.top / 2);
    }
  }

  function drawBand(i) {
    if (i % 2 === 1 && view.rowHeight >= 8) {
      pen.fillStyle = colors.band;
      pen.globalAlpha = 0.7;
      pen.fillRect(0, view.y(i) - view.rowHeight / 2, view.width, view.rowHeight);
      pen.globalAlpha = 1;
    }
  }

  function drawName(i) {
    if (view.rowHeight < 9) return;
    const lane = view.lanes[i];
    pen.font = (lane === chosen ? "600 " : "") + Math.min(12.5, view.rowHeight * 0.8) + "px system-ui, sans-serif";
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = colors.ink;
    pen.fillText(shortened(lanes[lane].name, view.gutter - 12), 8, view.y(i));
  }

  function shortened(text, width) {
    if (pen.measureText(text).width <= width) return text;
    let length = text.length;
    while (length > 1 && pen.measureText(text.slice(0, length) + "…").width > width) length--;
    return text.slice(0, length) + "…";
  }

  function drawBars(i) {
    const lane = lanes[view.lanes[i]];
    const height = Math.max(1, Math.min(14, view.rowHeight * 0.55));
    const y = view.y(i) - height / 2;
    const box = (from, to, least) => {
      const a = Math.max(view.x(from), view.gutter - 2);
      return [a, y, Math.max(least, Math.min(view.x(to), view.width + 2) - a), height];
    };
    if (lane.to < view.from || lane.from > view.to) return;
    pen.fillStyle = colors.running;
    pen.fillRect(...box(lane.from, lane.to, 2));
    pen.lineWidth = 1;
    for (const wait of lane.waits) {
      if (wait.to < view.from || wait.from > view.to) continue;
      const area = box(wait.from, wait.to, 0);
      if (area[2] < 0.3) continue; // too short to be seen: then it ran
      const filling = { ready: colors.paper, waiting: colors.hatched, elsewhere: colors.dotted };
      pen.fillStyle = height < 4 && wait.place !== "ready" ? colors.hatch : filling[wait.place];
      pen.fillRect(...area);
      pen.strokeStyle = wait.place === "ready" ? colors.running : colors.hatch;
      if (area[2] > 3 && height >= 6) pen.strokeRect(area[0] + 0.5, y + 0.5, area[2] - 1, height - 1);
    }
  }

  const touches = (arrow, lane) => arrow.fromLane === lane || arrow.toLane === lane;

  function seen(arrow, first, last) {
    if (chosen >= 0 && !touches(arrow, chosen)) return false;
    if (Math.max(arrow.from, arrow.to) < view.from || Math.min(arrow.from, arrow.to) > view.to) return false;
    const a = positions.get(arrow.fromLane), b = positions.get(arrow.toLane);
    return a !== undefined && b !== undefined && Math.max(a, b) >= first && Math.min(a, b) <= last;
  }

  function drawArrows(first, last) {
    const visible = arrows.filter(arrow => seen(arrow, first, last));
    const crowd = visible.length > 1500;
    for (const arrow of visible) {
      const dimmed = wanted !== "" && !matches(arrow.over) && !matches(lanes[arrow.fromLane].name) && !matches(lanes[arrow.toLane].name);
      pen.globalAlpha = dimmed ? 0.12 : crowd ? 0.35 : 0.9;
      drawArrow(arrow, crowd ? 0.8 : 1.3, !crowd && view.rowHeight > 6);
    }
    pen.globalAlpha = 1;
    canvas.dataset.arrows = visible.length;
    if (hovered && hovered.arrow) drawArrow(hovered.arrow, 3, true);
  }

  function ends(arrow) {
    return [view.x(arrow.from), view.y(positions.get(arrow.fromLane)), view.x(arrow.to), view.y(positions.get(arrow.toLane))];
  }

  function drawArrow(arrow, width, head) {
    const [x0, y0, x1, y1] = ends(arrow);
    pen.strokeStyle = pen.fillStyle = colors[arrow.color];
    pen.lineWidth = width;
    pen.setLineDash(arrow.fork ? [4, 3] : []);
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
    pen.setLineDash([]);
    if (!head) return;
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const size = Math.min(7, length / 2) + width;
    const ux = (x1 - x0) / length, uy = (y1 - y0) / length;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x1 - size * ux - size * 0.45 * uy, y1 - size * uy + size * 0.45 * ux);
    pen.lineTo(x1 - size * ux + size * 0.45 * uy, y1 - size * uy - size * 0.45 * ux);
    pen.fill();
  }

  function drawMark(mark) {
    const position = positions.get(mark.lane);
    if (position === undefined) return;
    const x = view.x(mark.at), y = view.y(position), size = Math.min(6, view.rowHeight / 2);
    pen.beginPath();
    pen.moveTo(x, y - size);
    pen.lineTo(x + size, y);
    pen.lineTo(x, y + size);
    pen.lineTo(x - size, y);
    pen.closePath();
    pen.fillStyle = colors.mark;
    pen.fill();
    pen.strokeStyle = colors.paper;
    pen.lineWidth = 1.5;
    pen.stroke();
  }

  // ---- what is under the pointer ----

  function under(x, y) {
    const position = view.position(y);
    if (y < view.top || position < 0 || position >= view.lanes.length) return null;
    const lane = view.lanes[position];
    if (x < view.gutter) return { lane };
    const mark = marks.find(m => m.lane === lane && Math.abs(view.x(m.at) - x) < 7);
    if (mark) return { mark };
    const onBar = Math.abs(view.y(position) - y) < Math.min(7, view.rowHeight * 0.28);
    const arrow = nearest(x, y, onBar ? 3 : 7);
    if (arrow) return { arrow };
    const time = view.time(x);
    if (time < lanes[lane].from || time > lanes[lane].to) return null;
    return { lane, wait: lanes[lane].waits.find(w => w.from <= time && time <= w.to), time };
  }

  function nearest(x, y, within) {
    let best = null, distance = within;
    for (const arrow of arrows) {
      if (!seen(arrow, -1, view.lanes.length)) continue;
      const [x0, y0, x1, y1] = ends(arrow);
      const length = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
      const t = Math.max(0, Math.min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
      const d = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
      if (d < distance) [best, distance] = [arrow, d];
    }
    return best;
  }

  function tipText(at) {
    if (at.mark) return at.mark.what + "\n" + lanes[at.mark.lane].name + ", at " + timeText(at.mark.at);
    if (at.arrow) {
      const { fork, fromLane, from, toLane, to, over, what } = at.arrow;
      return (fork ? "fork of " + what + " in scope " + over : over + ": " + what) + "\n"
        + lanes[fromLane].name + " → " + lanes[toLane].name + "\nat " + timeText(from) + ", took " + timeText(to - from);
    }
    const lane = lanes[at.lane];
    const name = lane.name + (lane.scope ? " in " + lane.scope : "");
    if (at.wait) return { ready: "could run, ", waiting: "waits: ", elsewhere: "waits elsewhere: " }[at.wait.place] + at.wait.what + "\nfor " + timeText(at.wait.to - at.wait.from) + ", from " + timeText(at.wait.from) + "\n" + name;
    const waited = lane.waits.filter(wait => wait.place !== "ready").reduce((sum, wait) => sum + wait.to - wait.from, 0);
    return name + "\nlived " + timeText(lane.to - lane.from) + ", waited " + timeText(waited)
      + (at.time === undefined ? "" : "\nruns, at " + timeText(at.time));
  }

  function hover(x, y) {
    hovered = under(x, y);
    const tip = $("tip");
    tip.hidden = hovered === null;
    if (hovered) {
      tip.textContent = tipText(hovered);
      tip.style.left = Math.max(4, Math.min(x + 14, view.width - tip.offsetWidth - 6)) + "px";
      const below = y + 16 + tip.offsetHeight < view.height;
      tip.style.top = Math.max(2, below ? y + 16 : y - tip.offsetHeight - 10) + "px";
    }
    draw();
  }

  // ---- what the reader does ----

  const matches = text => text.toLowerCase().includes(wanted);

  function search() {
    wanted = $("search").value.trim().toLowerCase();
    const found = new Set(everything.filter(i => matches(lanes[i].name) || matches(lanes[i].scope)));
    let over = 0;
    if (wanted !== "")
      for (const arrow of arrows.filter(a => !a.fork && matches(a.over))) {
        found.add(arrow.fromLane).add(arrow.toLane);
        over++;
      }
    const shown = everything.filter(i => found.has(i));
    positions = new Map(shown.map((lane, position) => [lane, position]));
    view.show(shown);
    if (!positions.has(chosen)) chosen = -1;
    $("found").textContent = wanted === "" ? "" : shown.length + " of " + lanes.length + " threads" + (over ? ", " + over + (over === 1 ? " message" : " messages") : "");
    resize();
  }

  function zoom(factor, x) {
    view.zoom(factor, x === undefined ? view.gutter + view.plotWidth / 2 : x);
    $("tip").hidden = true;
    draw();
  }

  function choose(x, y) {
    const position = view.position(y);
    const lane = y < view.top ? undefined : view.lanes[position];
    chosen = lane === undefined || lane === chosen ? -1 : lane;
    draw();
  }

  const held = new Map(); // pointers that are down
  let moved = 0;

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  canvas.addEventListener("pointerdown", event => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place(event));
    moved = 0;
  });
  canvas.addEventListener("pointermove", event => {
    const [x, y] = place(event);
    const before = held.get(event.pointerId);
    if (!before) return hover(x, y);
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length === 1) {
      const span = at => Math.max(10, Math.abs(at[0] - others[0][0]));
      view.zoom(span([x, y]) / span(before), (x + others[0][0]) / 2);
    } else {
      view.pan(x - before[0], y - before[1]);
    }
    moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    held.set(event.pointerId, [x, y]);
    $("tip").hidden = true;
    draw();
  });
  canvas.addEventListener("pointerup", event => {
    if (held.delete(event.pointerId) && moved < 4) choose(...place(event));
  });
  canvas.addEventListener("pointercancel", event => held.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => { hovered = null; $("tip").hidden = true; draw(); });
  canvas.addEventListener("wheel", event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      return zoom(Math.exp(-event.deltaY * 0.004), place(event)[0]);
    }
    const before = [view.from, view.scroll];
    view.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
    if (before[0] !== view.from || before[1] !== view.scroll) event.preventDefault(); // else the page scrolls
    draw();
  }, { passive: false });
  canvas.addEventListener("keydown", event => {
    const keys = {
      "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": () => { view.fit(); draw(); },
      ArrowLeft: () => view.pan(60, 0), ArrowRight: () => view.pan(-60, 0), ArrowUp: () => view.pan(0, 40), ArrowDown: () => view.pan(0, -40),
      Escape: () => { chosen = -1; },
    };
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
    draw();
  });
  $("search").addEventListener("input", search);
  $("in").addEventListener("click", () => zoom(1.5));
  $("out").addEventListener("click", () => zoom(1 / 1.5));
  $("fit").addEventListener("click", () => { view.fit(); draw(); });
  $("rows").addEventListener("click", event => {
    view.allRows = !view.allRows;
    event.currentTarget.setAttribute("aria-pressed", view.allRows);
    view.clamp();
    draw();
  });
  window.addEventListener("resize", resize);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColors(); draw(); });

  for (const id of ["tools", "legend", "stage", "hint"]) $(id).hidden = false;
  readColors();
  resize();

  // For the console: where a lane is at a time, in pixels of the window.
  window.timeline = {
    lanes, arrows, marks, view,
    at(lane, time) {
      const box = canvas.getBoundingClientRect();
      return [box.left + view.x(time), box.top + view.y(positions.get(lane))];
    },
  };
})();
