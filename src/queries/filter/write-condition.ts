/**
 * Condition → filter text: the other way round from parse-filter.ts and resolve-filter.ts, which read the text as this condition.
 */
import type { Condition, FieldCondition, Scalar } from './condition.ts';
import type { FilterField } from './filter-field.ts';
import { nameText, quotedText, valueText } from './write-word.ts';

/** A way to related rows, by the name it is typed by. */
interface NamedLink {
  readonly as: string;
}

export function conditionText(condition: Condition<NamedLink>): string {
  return write(condition, []);
}

/** `path`: the associations gone through so far, for a condition on one row of the last. */
function write(condition: Condition<NamedLink>, path: readonly string[]): string {
  switch (condition.type) {
    case 'and':
    case 'or':
      return bracketed(
        path,
        condition.parts
          .map((part) => {
            const isLooser = condition.type === 'and' && part.type === 'or';
            const isSame = part.type === condition.type;
            return isLooser || isSame ? `(${write(part, [])})` : write(part, []);
          })
          .join(` ${condition.type} `),
      );
    case 'not': {
      const { part } = condition;
      if (part.type === 'related' && part.part === null) {
        return bracketed(path, `${dotted([part.link.as])} is null`);
      }
      const isJoined = part.type === 'and' || part.type === 'or';
      return bracketed(path, isJoined ? `not (${write(part, [])})` : `not ${write(part, [])}`);
    }
    case 'related': {
      const further = [...path, condition.link.as];
      return condition.part === null ? `${dotted(further)} is not null` : write(condition.part, further);
    }
    case 'is-true':
    case 'is-null':
    case 'compare':
    case 'matches':
    case 'in':
    case 'between':
    case 'holds':
      return writeField(condition, path);
  }
}

function bracketed(path: readonly string[], text: string): string {
  return path.length === 0 ? text : `${dotted(path)}(${text})`;
}

function writeField(condition: FieldCondition, path: readonly string[]): string {
  const { field } = condition;
  const name = dotted([...path, field.name, ...field.jsonPath]);
  const not = 'isNegated' in condition && condition.isNegated ? 'not ' : '';
  switch (condition.type) {
    case 'is-true':
      return name;
    case 'is-null':
      return `${name} is ${not}null`;
    case 'compare':
      return `${name} ${condition.operator} ${literalText(condition.value, field)}`;
    case 'matches':
      return `${name} ${condition.isNegated ? '!~' : '~'} ${valueText(condition.pattern)}`;
    case 'in':
      return `${name} ${not}in (${listText(condition.values, field)})`;
    case 'between':
      return `${name} ${not}between ${literalText(condition.low, field)} and ${literalText(condition.high, field)}`;
    case 'holds': {
      const [only, ...others] = condition.values;
      return only !== undefined && others.length === 0
        ? `${name} ${condition.isNegated ? '!=' : '='} ${literalText(only, field)}`
        : `${name} ${not}in (${listText(condition.values, field)})`;
    }
  }
}

function listText(values: readonly Scalar[], field: FilterField): string {
  return values.map((value) => literalText(value, field)).join(', ');
}

function literalText(value: Scalar, field: FilterField): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  // Inside JSON the form of an unquoted word says its type.
  return field.type === 'json-path' ? quotedText(value) : valueText(value);
}

function dotted(names: readonly string[]): string {
  return names.map(nameText).join('.');
}
