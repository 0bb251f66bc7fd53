/** `models`: the models of the project, and on `notes` those that did not load. Does not connect. */
import { exitCodes } from '../errors.ts';
import { reportText } from '../output/diagnostics.ts';
import { counted } from '../output/measures.ts';
import type { ModelsView } from '../session-shapes.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';

/** Exits 2 when a model did not load: a script must not take the list for whole. */
export async function listModels(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const { models, instances, problems } = await session.models();
  if (invocation.options.flag('json')) {
    await writeJson(models, invocation);
  } else {
    await writeListing(
      ['model', 'table', 'attributes', 'associations', 'scopes'],
      models.map((model) => [
        model.name,
        model.schema === null ? model.table : `${model.schema}.${model.table}`,
        String(model.attributes.length),
        model.associations.map((association) => association.name).join(', '),
        model.scopes.map((scope) => scope.name).join(', '),
      ]),
      invocation,
    );
    await invocation.notes.write(`${counted(models.length, 'model')}${instanceText(instances)}\n`);
  }
  for (const problem of problems) {
    const severity = problem.isNotice === true ? 'notice' : 'warning';
    await invocation.notes.write(reportText(problem, invocation.notes.style, severity));
  }
  return problems.some(({ severity }) => severity === 'error') ? exitCodes.usage : exitCodes.ok;
}

/** Said where there is a choice: which instance they belong to, and what the others have. */
function instanceText([chosen, ...others]: ModelsView['instances']): string {
  if (chosen === undefined || others.length === 0) return '';
  const list = others.map(({ name, models }) => `"${name}" with ${counted(models, 'model')}`).join(', ');
  return ` of the instance "${chosen.name}"; \`--instance\` chooses another: ${list}`;
}
