// A small stand-in for the server: about a hundred invented events, 40 actors, and hostile names.
// It filters for real, so that counts move as they do in the product.

export const HOSTILE = '<img src=x onerror="window.pwned=1"> {{7*7}} "quoted" \u202Eright to left\u202C 🗺️';

const KINDS = [
  ['violence', 'Violence', ['ASSAULT']],
  ['pressure', 'Pressure, no shots', ['PROTEST', 'MOBILIZE', 'COERCE']],
  ['accusation', 'Accusations and threats', ['DEMAND', 'DISAPPROVE', 'REJECT', 'THREATEN']],
  ['handover', 'Hand-overs and help', ['COOPERATE', 'AID', 'RETREAT']],
  ['talks', 'Talks and support', ['AGREE', 'CONSULT', 'SUPPORT']],
  ['other', 'Other', []],
];

const COUNTRIES = {
  ARM: ['Armenia', 'Armenia', 'Armenian Defence Ministry', 'Armenian Foreign Ministry', 'Nikol Pashinyan', 'Armenian soldiers'],
  AZE: ['Azerbaijan', 'Azerbaijan', 'Azerbaijani Defence Ministry', 'Ilham Aliyev', 'Azerbaijani eco-activists', 'Azerbaijani Foreign Ministry'],
  ESP: ['Spain', 'Catalan protesters', 'Spanish police'],
  FRA: ['France', 'France', 'Emmanuel Macron'],
  GEO: ['Georgia', 'Georgia'],
  GRC: ['Greece', 'Greece', 'Greek Defence Ministry', 'Kyriakos Mitsotakis'],
  IRN: ['Iran', 'Iran', 'Islamic Revolutionary Guard Corps', 'Iranian Foreign Ministry'],
  ISR: ['Israel', 'Israel'],
  RUS: ['Russia', 'Russia', 'Russian peacekeepers', 'Vladimir Putin', 'Russian Foreign Ministry'],
  TJK: ['Tajikistan', 'Tajik border guards'],
  TUR: ['Türkiye', 'Türkiye', 'Turkish Defence Ministry', 'Recep Tayyip Erdoğan'],
  USA: ['United States', 'United States', 'Nancy Pelosi', 'State Department'],
  XXX: [HOSTILE, 'x'.repeat(120), 'Ünknown <b>bold</b>'],
};

const slug = (text) => text.toLowerCase().replace(/[^\p{L}]+/gu, '-').slice(0, 30);
const ACTORS = Object.entries(COUNTRIES).map(([value, [label, ...names]]) => ({
  value,
  label,
  children: names.map((name, i) => ({ value: name === label ? slug(name) : `${slug(name)}-${i}`, label: name })),
}));
ACTORS.push({ value: 'eu', label: 'European Union', children: [] }, { value: 'csto', label: 'CSTO', children: [] });

const ARTICLES = [
  ['lachin', 'The Lachin Corridor Changes Hands', '26–31 Aug 2022'],
  ['jermuk', 'Can Timely Diplomacy Avert Another War in the South Caucasus?', '13–30 Sept 2022'],
  ['drills', 'Iran Drills at the Aras', '20 Oct – 15 Nov 2022'],
  ['hostile', HOSTILE, ''],
  ['blockade', 'Blockade on the New Road', '13–31 Dec 2022'],
];
const PLACES = ['Jermuk', 'Goris', 'Sotk', 'Kapan', 'Lachin / Berdzor', 'Lachin corridor', 'Yerevan', 'Baku', 'Kos', 'Rhodes', 'Samsun', 'Prague', HOSTILE];
const STATUS = [['reported', 'Reported by an article'], ['claimed', 'One side’s account'], ['disputed', 'One side’s account, denied by another'], ['planned', 'Planned']];
const ROLES = [['scene', 'Where it happened'], ['seat', 'The speaker’s seat'], ['subject', 'The place spoken of']];
// Every dated event of the fake is dated to the day.
const DATES = ['The day', 'Less than a week', 'A week or better', 'A month or better', 'A year or better'];
const PRECISION = ['Exact place', 'Within about 25 km', 'District or better', 'Province or better', 'Area, line or better', 'Country or better', 'Any scene, sea and air too'];
const MONTHS = ['2019-10', '2022-08', '2022-09', '2022-09', '2022-09', '2022-10', '2022-12'];

const pick = (items, n) => items[n % items.length];

function makeEvent(i) {
  const [kind, , types] = pick(KINDS, (i * 5 + (i >> 3)) % 5);
  const country = ACTORS[(i * i + 3 * i) % 13];
  const other = ACTORS[(i * 7) % 4];
  const undated = i % 34 === 33;
  const day = `${pick(MONTHS, i * 3 + (i >> 2))}-${String(1 + ((i * 11) % 27)).padStart(2, '0')}`;
  return {
    id: `cc-${String(i).padStart(4, '0')}`,
    title: `Event ${i}${i % 9 === 0 ? ' with a drone' : ''}`,
    kind,
    type: pick(types, i) ?? '',
    status: pick(STATUS, i % 7 > 3 ? 1 : i % 4)[0],
    role: pick(ROLES, i % 5 > 2 ? 1 : 0)[0],
    where_prec: 1 + (i % 6),
    date_start: undated ? null : day,
    date_end: undated ? null : day,
    actors: country.children.length ? [pick(country.children, i).value] : [country.value],
    recipients: [other.children[0].value],
    background: i % 8 === 7,
    place: pick(PLACES, i * 3),
    articles: [pick(ARTICLES, i)[0]],
    members: [],
    umbrella: null,
  };
}

const EVENTS = Array.from({ length: 118 }, (_, i) => makeEvent(i));
const COUNTRY_OF = new Map(ACTORS.flatMap((c) => [[c.value, c.value], ...c.children.map((a) => [a.value, c.value])]));

function involves(e, value, side) {
  const ids = side === 'by' ? e.actors : side === 'to' ? e.recipients : [...e.actors, ...e.recipients];
  return ids.some((id) => id === value || (value === value.toUpperCase() && COUNTRY_OF.get(id) === value));
}

const TESTS = {
  from: (e, p) => e.date_end && e.date_end >= p.from,
  to: (e, p) => e.date_start && e.date_start <= p.to,
  actor: (e, p) => p.actor[p.actors === 'all' ? 'every' : 'some']((a) => involves(e, a, p.side)),
  kind: (e, p) => p.kind.includes(e.kind),
  type: (e, p) => p.type.includes(e.type),
  article: (e, p) => p.article.some((a) => e.articles.includes(a)),
  status: (e, p) => p.status.includes(e.status),
  role: (e, p) => p.role.includes(e.role),
  prec: (e, p) => e.where_prec <= Number(p.prec),
  dprec: (e) => e.date_start,
  place: (e, p) => p.place.includes(`geonames:${PLACES.indexOf(e.place)}`),
  bbox: (e) => PLACES.indexOf(e.place) < 6,
  q: (e, p) => e.title.toLowerCase().includes(p.q.toLowerCase()),
};

function parse(search) {
  const params = {};
  for (const [key, value] of new URLSearchParams(search)) {
    if (['actor', 'kind', 'type', 'article', 'status', 'role', 'place'].includes(key)) (params[key] ??= []).push(value);
    else params[key] = value;
  }
  const notices = [];
  if (params.actor?.includes('Narnia')) {
    params.actor = params.actor.filter((a) => a !== 'Narnia');
    if (!params.actor.length) delete params.actor;
    notices.push('Left out of this link: actor “Narnia” is not in this collection.');
  }
  if (params.q === 'hostile') notices.push(`Left out: ${HOSTILE}`);
  if (!params.from && !params.to) delete params.when;
  if (!params.actor) delete params.side;
  if (!(params.actor?.length > 1)) delete params.actors;
  return { params, notices };
}

function passing(params, except = []) {
  const keys = Object.keys(TESTS).filter((k) => params[k] && !except.includes(k));
  return EVENTS.filter((e) => (params.bg || !e.background) && keys.every((k) => TESTS[k](e, params)));
}

const n = (events, test) => events.filter(test).length;

function facets(params) {
  const without = (...keys) => passing(params, keys);
  const kinds = without('kind');
  const types = without('type');
  const who = without('actor');
  return {
    kinds: KINDS.map(([value, label]) => ({ value, label, count: n(kinds, (e) => e.kind === value) })),
    types: KINDS.flatMap(([kind, , list]) => list.map((t) => ({ value: t, label: t[0] + t.slice(1).toLowerCase(), kind, count: n(types, (e) => e.type === t) }))),
    actors: ACTORS.map((c) => ({
      value: c.value,
      label: c.label,
      count: n(who, (e) => involves(e, c.value, params.side)),
      children: c.children.map((a) => ({ ...a, count: n(who, (e) => involves(e, a.value, params.side)) })),
    })),
    articles: ARTICLES.map(([value, label, published]) => ({ value, label, published, count: n(without('article'), (e) => e.articles.includes(value)) })),
    status: STATUS.map(([value, label]) => ({ value, label, count: n(without('status'), (e) => e.status === value) })),
    roles: ROLES.map(([value, label]) => ({ value, label, count: n(without('role'), (e) => e.role === value) })),
    precision: PRECISION.map((label, i) => ({ value: String(i + 1), label, count: n(without('prec'), (e) => e.where_prec <= i + 1) })),
    date_precision: DATES.map((label, i) => ({ value: String(i + 1), label, count: n(without('dprec'), (e) => e.date_start) })),
    places: PLACES.map((label, i) => ({ value: `geonames:${i}`, label, count: n(without('place'), (e) => e.place === label) })),
  };
}

function either(labels) {
  const [a, b] = labels;
  if (labels.length > 3) return `${a}, ${b} or ${labels.length - 2} others`;
  return labels.length === 3 ? `${a}, ${b} or ${labels[2]}` : labels.join(' or ');
}

const MON = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const say = (iso, year) => `${Number(iso.slice(8))} ${MON[Number(iso.slice(5, 7)) - 1]}${year ? ` ${iso.slice(0, 4)}` : ''}`;

function words(params) {
  const names = new Map(ACTORS.flatMap((c) => [[c.value, c.label], ...c.children.map((a) => [a.value, a.label])]));
  const { from, to } = params;
  return {
    when: from && to ? `${say(from, from.slice(0, 4) !== to.slice(0, 4))} – ${say(to, true)}` : from ? `from ${say(from, true)}` : to ? `until ${say(to, true)}` : 'any time',
    who: params.actor ? either(params.actor.map((a) => names.get(a) ?? a)) : 'anyone',
    what: params.kind || params.type ? either([...(params.kind ?? []), ...(params.type ?? [])].map((k) => KINDS.find(([v]) => v === k)?.[1].toLowerCase() ?? k.toLowerCase())) : 'any kind',
    sure: params.status ? either(params.status.map((v) => STATUS.find(([s]) => s === v)[1].toLowerCase())) : 'as sure as the articles are',
    more: [
      params.role && { key: 'role', label: 'placed where it happened' },
      params.dprec && { key: 'dprec', label: `dated to precision ${params.dprec}` },
      params.prec && { key: 'prec', label: `placed to precision ${params.prec}` },
      params.bg && { key: 'bg', label: 'background included' },
    ].filter(Boolean),
  };
}

/** The payload of GET api/events for a query string. */
export function answer(search) {
  const { params, notices } = parse(search);
  const events = passing(params);
  const undatedToo = passing(params, ['from', 'to']);
  const query = new URLSearchParams(Object.entries(params).flatMap(([k, v]) => [v].flat().map((x) => [k, x])));
  const said = words(params);
  return {
    version: 'v1',
    params: query.toString(),
    notices,
    count: events.length,
    total: n(EVENTS, (e) => !e.background),
    sentence: `${events.length} events ${said.when} with ${said.who}, ${said.what}.`,
    denominators: { publishers: events.length ? 1 : 0, publisher: events.length ? 'The Caucasus Center' : null, articles: new Set(events.flatMap((e) => e.articles)).size, articles_total: ARTICLES.length, undated: 3, unlocated: 0, background: 14, umbrellas: 0, seats: 20 },
    mode: 'events',
    events,
    timeline: {
      domain: null,
      before: params.from ? n(undatedToo, (e) => e.date_end && e.date_end < params.from) : 0,
      after: params.to ? n(undatedToo, (e) => e.date_start && e.date_start > params.to) : 0,
      coverage: [],
    },
    facets: facets(params),
    words: said,
  };
}
