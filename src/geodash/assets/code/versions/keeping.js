// What is sent of a review goes one after the other: each says on which state it rests.

import { Meanwhile } from './post.js';

/** @import { Progress, Theirs } from './types' */

/**
 * @param {ReturnType<typeof import('./post.js').createPost>} post
 * @param {ReturnType<typeof import('./answers.js').createAnswers>} answers
 * @param {string} rev the state that the page began with
 */
export function createKeeping(post, answers, rev) {
  let now = rev;
  let turn = 0;
  /** @type {Promise<unknown>} */
  let line = Promise.resolve();

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  function next(work) {
    const done = line.then(work);
    line = done.catch(() => {});
    return done;
  }

  /** @param {number} mine @returns {Promise<Progress | null>} */
  async function keep(mine) {
    if (mine !== turn) return null; // a later one has all of it
    const sent = answers.sent();
    try {
      const found = await post.keep(answers.state(), now);
      now = found.rev;
      answers.agree(sent);
      return mine === turn ? found : null;
    } catch (error) {
      if (mine !== turn && !(error instanceof Meanwhile)) return null;
      throw error;
    }
  }

  return {
    /** What is decided by the answers; null when they are newer by now. Throws, also `Meanwhile`. */
    keep() {
      turn += 1;
      const mine = turn;
      return next(() => keep(mine));
    },
    take: () => next(() => post.take(answers.state(), now)),
    drop: () => next(() => post.drop(now)),
    /** What a colleague kept is put together with the answers; the questions that both answered differently. @param {Theirs} found */
    together(found) {
      now = found.rev;
      return answers.together(found.state.answers ?? {});
    },
    /** What is still on its way says nothing any more. */
    stop() {
      turn += 1;
    },
  };
}
