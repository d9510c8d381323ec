// Panel cards and articles, fetched once and kept; the next ones are fetched before they are asked for.

const CHUNK = 40;
const PREFETCH = 400;

export function createCards(api, version) {
  let current = version;
  const cards = new Map();
  const articles = new Map();

  async function getJson(path) {
    const response = await fetch(new URL(path, api));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return response.json();
  }

  const missing = (id) => Object.assign(new Error(`there is no event ${id}`), { missing: true });

  function ask(ids) {
    const query = new URLSearchParams(ids.map((id) => ['id', id]));
    query.append('v', current);
    const answer = getJson(`cards?${query}`);
    for (const id of ids) {
      const one = answer.then((all) => all[id] ?? Promise.reject(missing(id)));
      one.catch(() => cards.get(id) === one && cards.delete(id));
      cards.set(id, one);
    }
    return answer;
  }

  return {
    card(id) {
      if (!cards.has(id)) ask([id]).catch(() => {});
      return cards.get(id);
    },
    /** The cards of all `ids`, with as few questions as there must be. */
    all(ids) {
      const wanted = ids.filter((id) => !cards.has(id));
      for (let at = 0; at < wanted.length; at += CHUNK) ask(wanted.slice(at, at + CHUNK)).catch(() => {});
      return Promise.all(ids.map((id) => cards.get(id)));
    },
    article(id) {
      if (!articles.has(id)) {
        const one = getJson(`article/${encodeURIComponent(id)}?v=${current}`);
        one.catch(() => articles.get(id) === one && articles.delete(id));
        articles.set(id, one);
      }
      return articles.get(id);
    },
    /** Lets go of everything of an older version. */
    renew(next) {
      current = next;
      cards.clear();
      articles.clear();
    },
    /** Fetches what is still missing, a chunk at a time, when the browser has nothing else to do. */
    prefetch(ids) {
      const queue = ids.filter((id) => !cards.has(id)).slice(0, PREFETCH);
      const idle = window.requestIdleCallback ?? ((fn) => setTimeout(fn, 200));
      const next = () => {
        const chunk = queue.splice(0, CHUNK).filter((id) => !cards.has(id));
        if (chunk.length) ask(chunk).catch(() => {}).finally(() => idle(next));
        else if (queue.length) idle(next);
      };
      idle(next);
    },
  };
}
