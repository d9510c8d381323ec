// Work that several ask for in one go, done once.

/**
 * Once for all who ask in one go: a choice that moves the map and changes the marks asks four times.
 * @param {() => void} draw
 */
export function gathered(draw) {
  let [due, gone] = [false, false];
  return {
    ask() {
      if (due) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        if (!gone) draw();
      });
    },
    end() {
      gone = true;
    },
  };
}
