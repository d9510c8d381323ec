// The answers of a review as a log: each step can be undone, and all of it is kept by the server.

/** @import { Answer, Question, State, Step } from './types' */

const MOST = 200;

/**
 * An answer as a question begins with: what follows from the text, and nothing decided.
 * @param {Question} question
 * @returns {Answer}
 */
export function blank(question) {
  const facts = Object.fromEntries(question.facts.filter((f) => f.chosen !== null).map((f) => [f.id, { n: Number(f.chosen) }]));
  return { answer: '', facts, notes: [], each: {}, bare: question.alone.length ? 'withdraw' : '' };
}

/**
 * @param {Partial<State>} kept
 * @param {() => void} changed
 */
export function createAnswers(kept, changed) {
  const answers = { ...kept.answers };
  /** What the server and this page last agreed on. */
  let agreed = JSON.stringify(answers);
  /** @type {Step[]} */
  let past = [...(kept.past ?? [])];
  /** @type {Step[]} */
  let future = [...(kept.future ?? [])];

  function put(/** @type {string} */ id, /** @type {Answer | null} */ answer) {
    if (answer) answers[id] = answer;
    else delete answers[id];
    changed();
  }

  return {
    /** @returns {State} */
    state: () => ({ answers, past, future }),
    /** The server has these now. @param {string} text as of `sent` */
    agree(text) {
      agreed = text;
    },
    sent: () => JSON.stringify(answers),
    /**
     * Puts a colleague's answers together with those here: what only one of the two changed stands. What both
     * answered differently stands as the colleague has it, and undo brings back one's own; these questions' ids.
     * @param {Record<string, Answer>} theirs
     */
    together(theirs) {
      const before = JSON.parse(agreed);
      const text = (/** @type {Record<string, Answer>} */ from, /** @type {string} */ id) => JSON.stringify(from[id] ?? null);
      const both = [];
      for (const id of new Set([...Object.keys(before), ...Object.keys(answers), ...Object.keys(theirs)])) {
        const [was, mine, other] = [before, answers, theirs].map((from) => text(from, id));
        if (other === was || other === mine) continue;
        if (mine !== was) {
          past = [...past, { id, was: answers[id] ?? null, now: theirs[id] ?? null }].slice(-MOST);
          future = [];
          both.push(id);
        }
        if (theirs[id]) answers[id] = theirs[id];
        else delete answers[id];
      }
      agreed = JSON.stringify(theirs);
      return both;
    },
    /** @param {Question} question */
    of: (question) => answers[question.id] ?? blank(question),
    /**
     * @param {Question} question
     * @param {Partial<Answer>} change
     */
    set(question, change) {
      const was = answers[question.id] ?? null;
      const now = { ...(was ?? blank(question)), ...change };
      past = [...past, { id: question.id, was, now }].slice(-MOST);
      future = [];
      put(question.id, now);
    },
    /** Takes the last step back; its question, blank when there was none. */
    undo() {
      const step = past.at(-1);
      if (!step) return '';
      past = past.slice(0, -1);
      future = [...future, step];
      put(step.id, step.was);
      return step.id;
    },
    redo() {
      const step = future.at(-1);
      if (!step) return '';
      future = future.slice(0, -1);
      past = [...past, step];
      put(step.id, step.now);
      return step.id;
    },
  };
}

/**
 * The facts that are still without an answer, of the events that keep these words.
 * @param {Question} question
 * @param {Answer} answer
 */
export function openFacts(question, answer) {
  const lost = (/** @type {string} */ event) => question.kind !== 'gone' && (answer.answer === 'each' ? answer.each[event]?.answer : answer.answer) === 'gone';
  return question.facts.filter((f) => f.events.some((e) => !lost(e)) && !answer.facts[f.id]);
}
