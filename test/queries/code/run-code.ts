/** Runs code as a person would who has the models at hand: nothing is in scope but what the code may name. */
import { Op, QueryTypes, type Model, type Sequelize } from 'sequelize';

/** What the code comes to. `await` at its top is allowed, as it is where people paste it. */
export async function runCode(text: string, sequelize: Sequelize): Promise<unknown> {
  const names = { ...sequelize.models, sequelize, Op, QueryTypes };
  // What is under test is that this text can be executed.
  const run = Reflect.construct(AsyncFunction, [...Object.keys(names), `return (${text}\n)`]) as (
    ...values: unknown[]
  ) => Promise<unknown>;
  return run(...Object.values(names));
}

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;

/** The rows' values of these attributes, in order. */
export function keysOf(rows: unknown, attributes: readonly string[]): readonly (readonly unknown[])[] {
  return (rows as readonly Model[]).map((row) => attributes.map((name) => row.get(name)));
}
