/**
 * The description of the whole schema, which graph, pages and tour are made of: asked for when the first of them is opened, and again
 * when it may have changed. What is made of it is kept beside it.
 */
import { schemaGraph } from '../../../session.ts';
import type { SchemaDescription } from '../../../schema/description.ts';
import type { SchemaGraph } from '../../../schema/graph/graph.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import type { Step } from '../../step.ts';

const graphs = new WeakMap<SchemaDescription, SchemaGraph>();

/** The graph of a description, made once. */
export function graphOf(description: SchemaDescription): SchemaGraph {
  const before = graphs.get(description);
  if (before !== undefined) return before;
  const made = schemaGraph(description);
  graphs.set(description, made);
  return made;
}

/** Null while it is not here. */
export function knownGraph({ schema }: Pick<State, 'schema'>): SchemaGraph | null {
  return schema.status === 'ready' ? graphOf(schema.value) : null;
}

/** Asks for the description where nobody has yet; after a failure, anew. */
export function needSchema(state: State): Step {
  if (state.schema.status === 'ready' || state.schema.status === 'loading') return [state, []];
  return [{ ...state, schema: { status: 'loading' } }, [{ type: 'read-schema' }]];
}

/** Asks again; what is here stays until the answer comes. */
export function readSchemaAgain(state: State): Step {
  const isShown = state.schema.status === 'ready';
  return [isShown ? state : { ...state, schema: { status: 'loading' } }, [{ type: 'read-schema' }]];
}

/** What to ask for where models or tables may be others now: nothing as long as nobody wanted to see them. */
export function schemaEffects({ schema }: Pick<State, 'schema'>): readonly Effect[] {
  return schema.status === 'idle' ? [] : [{ type: 'read-schema' }];
}
