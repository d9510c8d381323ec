// Days as ISO text: what a person may type, how a span is said in words, where the data has months.
// All arithmetic is in UTC, so that no time zone can move a day.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const MONTH_OF = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((m, i) => [m, i + 1]),
);

const pad = (n, width = 2) => String(n).padStart(width, '0');
const lastOf = (y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate();

/** {y, m, d} of an ISO day, or null for anything that is not a day of the calendar. */
export function parts(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '');
  if (!found) return null;
  const [y, m, d] = found.slice(1).map(Number);
  return y >= 1000 && m >= 1 && m <= 12 && d >= 1 && d <= lastOf(y, m) ? { y, m, d } : null;
}

function day(y, m, d, edge) {
  const first = edge !== 'end';
  const month = m ?? (first ? 1 : 12);
  const iso = `${pad(y, 4)}-${pad(month)}-${pad(d ?? (first ? 1 : lastOf(y, month)))}`;
  return parts(iso) ? iso : null;
}

/**
 * The ISO day that typed text means: `2022-08-01`, `1 Aug 2022`, `01.08.2022`; of a month or a
 * year (`2022-08`, `Aug 2022`, `2022`) its first day, or its last when `edge` is 'end'.
 * Empty text gives '', text that names no day gives null.
 */
export function parseDay(text, edge = 'start') {
  const t = (text ?? '').trim().toLowerCase();
  if (!t) return '';
  let m = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(t);
  if (m) return day(+m[1], m[2] && +m[2], m[3] && +m[3], edge);
  m = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(t);
  if (m) return day(+m[3], +m[2], +m[1], edge);
  m = /^(?:(\d{1,2})\.?\s+)?(\p{L}{3,9})\.?,?\s+(\d{4})$/u.exec(t);
  const month = m && MONTH_OF.get(m[2].slice(0, 3));
  return month ? day(+m[3], month, m[1] && +m[1], edge) : null;
}

/** `1 Aug 2022` */
export function formatDay(iso) {
  const p = parts(iso);
  return p ? `${p.d} ${MONTHS[p.m - 1]} ${p.y}` : '';
}

/** The shortest exact words for a span: `2022`, `Aug – Dec 2022`, `1 – 9 Sept 2022`, `from 1 Aug 2022`. */
export function formatSpan(from, to) {
  const a = parts(from);
  const b = parts(to);
  if (!a && !b) return '';
  if (!b) return `from ${formatDay(from)}`;
  if (!a) return `until ${formatDay(to)}`;
  if (from === to) return formatDay(from);
  const whole = a.d === 1 && b.d === lastOf(b.y, b.m);
  if (whole && a.m === 1 && b.m === 12) return a.y === b.y ? `${a.y}` : `${a.y} – ${b.y}`;
  const say = (p, year) => [whole ? '' : p.d, MONTHS[p.m - 1], year ? p.y : ''].filter(Boolean).join(' ');
  if (a.y !== b.y) return `${say(a, true)} – ${say(b, true)}`;
  if (a.m !== b.m) return `${say(a, false)} – ${say(b, true)}`;
  return whole ? say(a, true) : `${a.d} – ${say(b, true)}`;
}

const index = (iso) => {
  const p = parts(iso);
  return p.y * 12 + p.m - 1;
};

function span(first, last) {
  const from = `${pad(Math.floor(first / 12), 4)}-${pad((first % 12) + 1)}-01`;
  const y = Math.floor(last / 12);
  const to = `${pad(y, 4)}-${pad((last % 12) + 1)}-${pad(lastOf(y, (last % 12) + 1))}`;
  return { from, to, label: formatSpan(from, to) };
}

function runs(months, gap) {
  const out = [];
  for (const month of [...months].sort((x, y) => x - y)) {
    const run = out.at(-1);
    if (run && month - run[1] <= gap + 1) run[1] = month;
    else out.push([month, month]);
  }
  return out;
}

/**
 * Spans of whole months where events lie: runs with no more than one empty month inside them.
 * `days` are [start, end] pairs of ISO days. One that lies in either of two months counts only where
 * neither has an event of its own (it overlaps the span anyhow); longer ones say too little.
 * At most `limit` spans: the gaps are widened until that holds.
 */
export function monthClusters(days, limit = 8) {
  const ranges = days.filter(([a, b]) => parts(a) && parts(b)).map(([a, b]) => [index(a), index(b)]);
  const sure = new Set(ranges.filter(([a, b]) => a === b).map(([a]) => a));
  const months = new Set(sure);
  for (const [a, b] of ranges) {
    if (b - a === 1 && !sure.has(a) && !sure.has(b)) months.add(a).add(b);
  }
  let found = runs(months, 1);
  for (let gap = 2; found.length > limit; gap *= 2) found = runs(months, gap);
  return found.map(([a, b]) => span(a, b));
}
