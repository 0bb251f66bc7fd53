/** What models read more of than the code that calls them says. */
import { type DoctorCheck, sequelizePage, type Symptom } from '../doctor-check.ts';
import type { IncludeFacts } from '../facts/model-facts.ts';
import { modelFix, quotedNames } from '../mending.ts';

const eagerLoading = sequelizePage('Eager Loading', 'advanced-association-concepts/eager-loading/');

export const toManyInDefaultScope: DoctorCheck = {
  id: 'to-many-in-default-scope',
  level: 'warning',
  title: 'default scope that joins many rows to each record',
  why: 'Every finder reads them, a count and a `limit` have to work around them, and whoever calls `findByPk` does not see it.',
  source: eagerLoading,
  needs: ['models'],
  check({ models }) {
    return models.flatMap(({ name, includingScopes }) =>
      includingScopes
        .filter((scope) => scope.name === null)
        .flatMap(({ includes }) => paths(includes))
        .filter(({ include }) => include.isToMany)
        .map(({ path, include }) => ({
          key: `${name}.${path}`,
          place: { model: name },
          title: `The default scope of ${name} reads "${path}", many rows of each record.`,
          evidence: [
            `${include.type} "${include.association}"${include.isSeparate ? ', by a statement of its own' : ', joined'}`,
          ],
          fix: modelFix(
            'Make it a named scope, and ask for it where it is needed.',
            `scopes: { with${capital(include.association)}: { include: ['${path.split('.')[0] ?? ''}'] } }`,
          ),
        })),
    );
  },
};

export const rowExplosion: DoctorCheck = {
  id: 'row-explosion',
  level: 'warning',
  title: 'scope that joins several to-many associations',
  why: 'Joined side by side each row of one comes with each row of the other: ten and ten make a hundred.',
  source: eagerLoading,
  needs: ['models'],
  check({ models }) {
    return models.flatMap((model) =>
      model.includingScopes.flatMap(({ name, includes }): readonly Symptom[] => {
        const joined = explodingSiblings(includes);
        if (joined.length < 2) return [];
        const scope = name === null ? 'default scope' : `scope "${name}"`;
        const separable = joined.find(({ type }) => type === 'hasMany') ?? joined[0];
        return [
          {
            key: `${model.name}.${name ?? 'defaultScope'}`,
            place: { model: model.name },
            title: `The ${scope} of ${model.name} joins ${quotedNames(joined.map(({ association }) => association))}: their rows multiply.`,
            evidence: joined.map(({ type, association }) => `${type} "${association}", joined`),
            fix:
              separable?.type === 'hasMany'
                ? modelFix(
                    'Read one of them by a statement of its own.',
                    `{ association: '${separable.association}', separate: true }`,
                  )
                : null,
          },
        ];
      }),
    );
  },
};

/** The first place where two or more stand side by side: to-many ones, and to-one ones that lead to such. */
function explodingSiblings(includes: readonly IncludeFacts[]): readonly IncludeFacts[] {
  const many = includes.filter((include) => !include.isSeparate && leadsToMany(include));
  if (many.length >= 2) return many;
  return (
    includes.map((include) => explodingSiblings(include.includes)).find(({ length }) => length >= 2) ?? []
  );
}

function leadsToMany({ isToMany, includes }: IncludeFacts): boolean {
  return isToMany || includes.some((include) => !include.isSeparate && leadsToMany(include));
}

export const readPerRecord: DoctorCheck = {
  id: 'read-per-record',
  level: 'warning',
  title: 'getter or hook that reads for each record',
  why: 'A list of a hundred records sends a hundred more statements: N+1.',
  source: eagerLoading,
  needs: ['models'],
  check({ models }) {
    return models.flatMap(({ name, readers }) =>
      readers.map(({ where, attribute, calls, association }) => ({
        key: `${name}.${attribute ?? 'afterFind'}`,
        place: { model: name, attribute },
        title: `The ${where} of ${name} calls ${calls}() for each record.`,
        evidence: [`${where}: ….${calls}()`],
        fix: modelFix(
          'Read what it needs with the records.',
          `${name}.findAll({ include: ['${association}'] })`,
        ),
      })),
    );
  },
};

/** Not `passwordChangedAt`, nor `tokenCount`: what holds the secret itself. */
const secret =
  /(?:^|_)(?:pass(?:word|wd|phrase|code)|pwd|secret|(?:api|private|secret|signing|encryption)_key|(?:access|refresh|reset|auth|api|session|bearer|recovery)_token|otp|totp|pin_code|salt)(?:_?(?:hash|digest|hashed|encrypted|secret|salt))?$/;

export const secretNotHidden: DoctorCheck = {
  id: 'secret-not-hidden',
  level: 'warning',
  title: 'password-like column that finders read',
  why: 'Whatever is read ends up in a response, a log or a session one day. The default scope can leave it out; a scope brings it back where it is compared.',
  source: sequelizePage('Scopes', 'other-topics/scopes/'),
  needs: ['models'],
  check({ models }) {
    return models.flatMap((model) => {
      const shown = model.attributes.filter(
        ({ name, column, isText, type, isHidden }) =>
          column !== null && !isHidden && (isText || type === 'BLOB') && secret.test(snakeCase(name)),
      );
      const names = shown.map(({ name }) => `'${name}'`).join(', ');
      return shown.map(({ name, column, type }) => ({
        key: `${model.name}.${name}`,
        place: { table: model.table, schema: model.schema, column, model: model.name, attribute: name },
        title: `Every finder of ${model.name} reads "${name}".`,
        evidence: [
          type,
          model.defaultScope === null ? 'no default scope' : `default scope: ${model.defaultScope}`,
        ],
        fix: modelFix('Leave it out by default.', `defaultScope: { attributes: { exclude: [${names}] } }`),
      }));
    });
  },
};

function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

interface PathedInclude {
  readonly path: string;
  readonly include: IncludeFacts;
}

function paths(includes: readonly IncludeFacts[], above = ''): readonly PathedInclude[] {
  return includes.flatMap((include) => {
    const path = `${above}${include.association}`;
    return [{ path, include }, ...paths(include.includes, `${path}.`)];
  });
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
