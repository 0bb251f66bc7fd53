/**
 * Lets one piece of work run at a time, in the order asked for. Project code must not overlap with itself: loading models
 * captures every Sequelize instance made meanwhile, and a step of the journal makes one of its own.
 */

export type TakeTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own; a failing turn does not stop the next one. */
export function takeTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
