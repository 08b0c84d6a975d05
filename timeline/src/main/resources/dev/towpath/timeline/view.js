"use strict";
// What is seen: which lanes, from when to when, and where that is on the canvas.
// Times are nanoseconds, places are CSS pixels.
class View {
  constructor(nanos, lanes) {
    this.nanos = Math.max(1, nanos);
    this.lanes = lanes; // indices of those shown
    this.allRows = false;
    this.top = 28; // of the first row: the axis is above
    this.scroll = 0;
    this.resize(800, 400);
    this.fit();
  }

  resize(width, height) {
    this.width = width;
    this.height = height;
    this.gutter = Math.min(150, Math.max(72, width * 0.17)); // for names
    this.clamp();
  }

  fit() {
    const margin = this.nanos * 0.01;
    this.from = -margin;
    this.to = this.nanos + margin;
    this.scroll = 0;
  }

  get rowHeight() {
    const fitting = (this.height - this.top - 4) / Math.max(1, this.lanes.length);
    return this.allRows ? Math.max(1.5, Math.min(34, fitting)) : Math.max(22, Math.min(34, fitting));
  }

  get plotWidth() { return this.width - this.gutter - 8; }

  x(time) { return this.gutter + (time - this.from) / (this.to - this.from) * this.plotWidth; }

  time(x) { return this.from + (x - this.gutter) / this.plotWidth * (this.to - this.from); }

  // The middle of the row of a lane, given by its position among those shown.
  y(position) { return this.top + (position + 0.5) * this.rowHeight - this.scroll; }

  position(y) { return Math.floor((y - this.top + this.scroll) / this.rowHeight); }

  show(lanes) {
    this.lanes = lanes;
    this.clamp();
  }

  // Makes everything around x larger by the factor; x stays where it is.
  zoom(factor, x) {
    const at = this.time(Math.min(Math.max(x, this.gutter), this.width));
    const span = Math.min(this.nanos * 1.02, Math.max(100, (this.to - this.from) / factor));
    const share = (at - this.from) / (this.to - this.from);
    this.from = at - share * span;
    this.to = this.from + span;
    this.clamp();
  }

  pan(dx, dy) {
    const time = dx / this.plotWidth * (this.to - this.from);
    this.from -= time;
    this.to -= time;
    this.scroll -= dy;
    this.clamp();
  }

  clamp() {
    const span = this.to - this.from;
    const margin = this.nanos * 0.01;
    this.from = Math.min(Math.max(this.from, -margin), Math.max(-margin, this.nanos + margin - span));
    this.to = this.from + span;
    const most = this.lanes.length * this.rowHeight + this.top + 4 - this.height;
    this.scroll = Math.max(0, Math.min(this.scroll, most));
  }

  // Round times for the axis, about one for each 110 pixels.
  ticks() {
    const rough = (this.to - this.from) / Math.max(2, this.plotWidth / 110);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(n => n * power).find(s => s >= rough);
    const ticks = [];
    for (let i = Math.ceil(Math.max(0, this.from) / step); i * step <= Math.min(this.to, this.nanos * 1.01); i++) ticks.push(i * step);
    return { step, ticks };
  }
}

// A length of time with its unit; `step` says how exact it must be.
function timeText(nanos, step) {
  const size = Math.max(Math.abs(nanos), 1);
  const [unit, name] = size >= 1e9 ? [1e9, "s"] : size >= 1e6 ? [1e6, "ms"] : size >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  const digits = step === undefined ? (unit === 1 ? 0 : 2) : Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));
  return (nanos / unit).toFixed(digits) + " " + name;
}
