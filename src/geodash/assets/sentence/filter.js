// The filter as the sentence sees it: which parts are set, what each is called, and, when nothing
// matches, which one to let go. Pure functions over `state.params` and `state.data`.

/** Parts of the sentence and the URL parameters each one owns. */
export const GROUPS = {
  when: ['from', 'to', 'when'],
  who: ['actor', 'actors', 'side'],
  what: ['kind', 'type'],
  sure: ['status', 'prec', 'dprec', 'role', 'bg'],
  pair: ['pair'],
  q: ['q'],
  place: ['place'],
  article: ['article'],
  bbox: ['bbox'],
};
export const EXTRAS = ['q', 'place', 'article', 'bbox'];
// Parts of "how sure" that the word itself does not say; the server words them in `words.more`.
const SAID_APART = ['role', 'prec', 'dprec', 'bg', 'pair'];

/** A parameter's values as an array, whatever it was. */
export const list = (value) => (value === undefined || value === '' ? [] : [value].flat());

export const isSet = (params, group) => GROUPS[group].some((key) => list(params[key]).length > 0);
export const setGroups = (params) => Object.keys(GROUPS).filter((group) => isSet(params, group));

/** The patch that lets go of one part. */
export const without = (group) => Object.fromEntries(GROUPS[group].map((key) => [key, undefined]));

export const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** `values` with `value` in or out of it, in their old order. */
export function toggled(values, value, on) {
  const rest = list(values).filter((v) => v !== value);
  return on ? [...rest, value] : rest;
}

const shorten = (text, max) => {
  const points = [...String(text)];
  return points.length > max ? `${points.slice(0, max - 1).join('').trimEnd()}…` : String(text);
};

function labelOf(items, value) {
  return items?.find((item) => item.value === value)?.label ?? value;
}

function named(items, values, noun) {
  if (values.length > 2) return `${values.length} ${noun}`;
  return values.map((v) => shorten(labelOf(items, v), 44)).join(' or ');
}

/** The words for an extra filter: `containing “drone”`, `about Lachin corridor`, `in 3 articles`. */
function extraWords(group, params, facets) {
  if (group === 'q') return `containing “${shorten(params.q, 44)}”`;
  if (group === 'bbox') return 'in this map view';
  if (group === 'place') return `about ${named(facets?.places, list(params.place), 'places')}`;
  const titles = list(params.article);
  return titles.length > 2
    ? `in ${titles.length} articles`
    : `in ${titles.map((v) => `“${shorten(labelOf(facets?.articles, v), 36)}”`).join(' or ')}`;
}

/** What is set beside the four words, as `[{key, words}]`; letting `key` go removes it. */
export function extras(params, data) {
  const own = EXTRAS.filter((group) => isSet(params, group));
  const apart = (data.words.more ?? []).filter((m) => SAID_APART.includes(m.key) && list(params[m.key]).length);
  return [
    ...apart.map(({ key, label }) => ({ key, words: label })),
    ...own.map((key) => ({ key, words: extraWords(key, params, data.facets) })),
  ];
}

const sum = (items) => (items ?? []).reduce((n, item) => n + item.count, 0);
const most = (items) => (items ?? []).reduce((n, item) => Math.max(n, item.count), 0);

/** How many events come back without one part, as far as the facets tell: {count, exact} or null. */
function gain(group, params, data) {
  const { facets, timeline } = data;
  const only = (key) => GROUPS[group].every((k) => k === key || !list(params[k]).length);
  if (group === 'when') return { count: (timeline?.before ?? 0) + (timeline?.after ?? 0), exact: !params.when };
  if (group === 'who') return { count: most(facets.actors), exact: false };
  if (group === 'what' && only('kind')) return { count: sum(facets.kinds), exact: true };
  if (group === 'what') return { count: most(facets.kinds), exact: false };
  if (group === 'sure' && only('status')) return { count: sum(facets.status), exact: true };
  if (group === 'sure' && only('role')) return { count: sum(facets.roles), exact: false };
  if (group === 'sure' && only('prec')) return { count: most(facets.precision), exact: false };
  if (group === 'sure' && only('dprec')) return { count: most(facets.date_precision), exact: false };
  if (group === 'place') return { count: most(facets.places), exact: false };
  if (group === 'article') return { count: most(facets.articles), exact: false };
  return null;
}

// Background shown is the one choice that takes nothing away.
const narrows = (params) => ['status', 'role', 'prec', 'dprec'].some((key) => list(params[key]).length);

// What the sentence says of a part once it is let go.
const LET_GO = {
  when: 'at any time',
  who: 'with anyone',
  what: 'of any kind',
  sure: 'however sure',
  pair: 'by and to anyone',
  place: 'at any place',
  article: 'in any article',
  bbox: 'beyond this map view',
};
const letGo = (group, params) => LET_GO[group] ?? `without “${shorten(params.q, 24)}”`;

/**
 * The part whose removal brings most back: {group, words, count, exact}, or null when the facets
 * promise nothing (then two parts exclude everything between them, and only a reset is sure).
 * A facet of events that can carry several values gives a lower bound: `exact` is false.
 */
export function bestRemoval(params, data) {
  const set = setGroups(params).filter((group) => group !== 'sure' || narrows(params));
  let best = null;
  for (const group of set) {
    const found = gain(group, params, data);
    if (found?.count > (best?.count ?? 0)) best = { ...found, group, words: letGo(group, params) };
  }
  // With one part set there is no doubt what to let go, even where no facet counts it.
  if (!best && set.length === 1) best = { group: set[0], words: letGo(set[0], params), count: 0, exact: false };
  return best;
}

/** Text as searched: lower case, without diacritics, with the letters NFD leaves whole. */
export const fold = (text) =>
  String(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ə/g, 'a')
    .replace(/ı/g, 'i');

/**
 * How well a name answers what is typed (folded): 0 the same, 1 begins with it, 2 a word of it
 * begins with it, 3 has it inside, 4 not at all.
 */
export function matchRank(name, wanted) {
  const text = fold(name);
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return text.includes(wanted) ? 3 : 4;
}

/** `items` by the numbers that `keys` gives for each, the first that differs deciding; else as they came. */
export function sortedBy(items, keys) {
  const keyed = items.map((item) => ({ item, key: keys(item) }));
  keyed.sort((p, q) => p.key.reduce((found, k, i) => found || k - q.key[i], 0));
  return keyed.map(({ item }) => item);
}
