// What the checks found: one line a check, its counts, its problems. A count of zero is a failure, so that no check passes by looking at nothing.

/** How many problems of a check are shown, and how much of each. */
const SHOWN = 25;
const LONGEST = 400;

export class Report {
  constructor(print = console.log) {
    this.print = print;
    this.passed = 0;
    this.failed = 0;
    this.failures = [];
    this.unclosed = new Set();
  }

  /** Opens a check; `units` are the things that it counts, each of which must be seen at least once. */
  open(name, ...units) {
    const check = new Check(this, name, units);
    this.unclosed.add(check);
    return check;
  }

  /** Does `work`; what it throws is a problem of the checks that it leaves open. */
  async guard(work) {
    try {
      await work();
    } catch (error) {
      if (this.unclosed.size === 0) this.open(String(work));
      for (const check of this.unclosed) check.problem(`stopped: ${summary(error)}`);
    }
    for (const check of this.unclosed) check.close();
  }

  /** The plain closing line; true when nothing failed. */
  close() {
    this.print(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0;
  }
}

class Check {
  constructor(report, name, units) {
    this.report = report;
    this.name = name;
    this.counts = new Map(units.map((unit) => [unit, 0]));
    this.problems = new Set();
    this.began = Date.now();
  }

  count(unit, by = 1) {
    if (!this.counts.has(unit)) throw new Error(`${this.name} counts no ${unit}`);
    this.counts.set(unit, this.counts.get(unit) + by);
  }

  problem(text) {
    const line = text.replace(/\s+/g, ' ');
    this.problems.add(line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line);
  }

  close() {
    this.report.unclosed.delete(this);
    for (const [unit, count] of this.counts) if (count === 0) this.problem(`nothing checked: 0 ${unit}`);
    const counts = [...this.counts].map(([unit, count]) => `${count} ${unit}`).join(', ');
    const good = this.problems.size === 0;
    const { report } = this;
    const seconds = ((Date.now() - this.began) / 1000).toFixed(1);
    report.print(`${good ? 'ok  ' : 'FAIL'}  ${this.name}: ${counts}, ${seconds} s`);
    if (good) {
      report.passed += 1;
      return true;
    }
    report.failed += 1;
    const problems = [...this.problems];
    report.failures.push({ name: this.name, problems });
    for (const text of problems.slice(0, SHOWN)) report.print(`      ${text}`);
    if (problems.length > SHOWN) report.print(`      … and ${problems.length - SHOWN} more`);
    return false;
  }
}

/** An error in one line: what it says, and where in these scripts it came up. */
function summary(error) {
  const [first] = String(error.message ?? error).split('\n');
  const place = /\/([\w-]+\.mjs:\d+)/.exec(error.stack ?? '')?.[1];
  return place ? `${first} (${place})` : first;
}
