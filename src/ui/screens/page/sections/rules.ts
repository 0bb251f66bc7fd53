/** Indexes and constraints, validations, hooks, triggers, row security and partitions. */
import { byteText } from '../../../../output/byte-text.ts';
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import type { IndexDescription } from '../../../../database/catalog.ts';
import type { IndexJoin } from '../../../../schema/description.ts';
import type { Subject } from '../page-model.ts';
import { cell, factRow, type PageSection } from '../page-row.ts';
import { ruleText } from './pair.ts';

export function indexesSection({ model, table }: Subject): PageSection {
  const joins: readonly IndexJoin[] =
    model?.indexes ?? (table?.indexes ?? []).map(({ name }) => ({ declared: null, index: name }));
  const rows = joins.map(({ declared, index }, number) => {
    const found = table?.indexes.find(({ name }) => name === index) ?? null;
    const columns = (declared?.columns ?? []).map((column) => column ?? '(expression)').join(', ');
    const isOfModelAlone = found === null && table !== null;
    const kind = found === null ? (declared?.isUnique === true ? 'unique' : '') : kindOf(found);
    return factRow(
      `index:${String(number)}`,
      [
        cell(found?.name ?? declared?.name ?? 'unnamed', isOfModelAlone ? 'warning' : 'strong'),
        cell(kind, 'keyword'),
        cell(found === null ? columns : keysOf(found)),
        cell(isOfModelAlone ? 'not in the database' : found === null ? '' : usageOf(found), 'muted'),
      ],
      [found?.definition ?? `declared by the model on ${columns}`, found?.comment ?? ''],
    );
  });
  return { id: 'indexes', title: 'Indexes', rows };
}

function kindOf({ isPrimary, isUnique, method, isValid }: IndexDescription): string {
  const parts = [isPrimary ? 'primary' : isUnique ? 'unique' : '', method === 'btree' ? '' : method];
  return [...parts, isValid ? '' : 'invalid'].filter((part) => part !== '').join(' ');
}

function keysOf({ keys, included, predicate }: IndexDescription): string {
  const terms = keys.map(({ text, isDescending }) => `${text}${isDescending ? ' desc' : ''}`).join(', ');
  const more = included.length === 0 ? '' : ` include ${included.join(', ')}`;
  return `${terms}${more}${predicate === null ? '' : ` where ${predicate}`}`;
}

function usageOf({ byteLength, scanCount }: IndexDescription): string {
  return `${byteText(byteLength)}, used ${groupedDigits(scanCount)}×`;
}

export function constraintsSection({ table }: Subject): PageSection {
  const rows = [
    ...(table?.constraints ?? []).map(({ name, type, definition, comment }) =>
      factRow(
        `constraint:${name}`,
        [cell(name, 'strong'), cell(type.replace('-', ' '), 'keyword'), cell(definition)],
        [definition, comment ?? ''],
      ),
    ),
    ...(table?.foreignKeys ?? []).map(({ name, definition, isValidated, comment }) =>
      factRow(
        `constraint:${name}`,
        [cell(name, 'strong'), cell(isValidated ? 'foreign key' : 'not valid', 'keyword'), cell(definition)],
        [definition, comment ?? ''],
      ),
    ),
  ];
  return { id: 'constraints', title: 'Constraints', rows };
}

export function validationsSection({ model }: Subject): PageSection {
  const rows = (model?.model.rules ?? []).map((rule) =>
    factRow(
      `validation:${rule.name}`,
      [
        cell(ruleText(rule), 'strong'),
        cell(rule.message ?? (rule.isCustom ? 'of the project' : ''), 'muted'),
      ],
      [ruleText(rule)],
    ),
  );
  return { id: 'validations', title: 'Validations of the whole', rows };
}

export function hooksSection({ model }: Subject): PageSection {
  const rows = (model?.model.hooks ?? []).map(({ event, name }, number) =>
    factRow(`hook:${String(number)}`, [cell(event, 'strong'), cell(name ?? '', 'muted')]),
  );
  return { id: 'hooks', title: 'Hooks', rows };
}

export function triggersSection({ table }: Subject): PageSection {
  const rows = (table?.triggers ?? []).map(
    ({ name, timing, events, forEach, enabled, function: called, definition }) =>
      factRow(
        `trigger:${name}`,
        [
          cell(name, 'strong'),
          cell(`${timing} ${events.join(' or ')}, each ${forEach}`),
          cell(`${called.name}()`, 'muted'),
          cell(enabled === 'disabled' ? 'disabled' : '', 'warning'),
        ],
        [definition],
      ),
  );
  return { id: 'triggers', title: 'Triggers', rows };
}

export function securitySection({ table }: Subject): PageSection {
  const isEnabled = table?.rowSecurity.isEnabled ?? false;
  const policies = table?.policies ?? [];
  const rows = policies.map(({ name, command, roles, using, check }) =>
    factRow(
      `policy:${name}`,
      [
        cell(name, 'strong'),
        cell(command, 'keyword'),
        cell(roles.join(', ')),
        cell([using ?? '', check === null ? '' : `check ${check}`].join(' ').trim(), 'muted'),
      ],
      [using ?? '', check ?? ''],
    ),
  );
  return { id: 'security', title: `Row security${isEnabled ? '' : ' (off)'}`, rows };
}

export function partitionsSection({ table }: Subject): PageSection {
  const rows = (table?.partitions ?? []).map(({ name, bound, rowEstimate, byteLength }) =>
    factRow(`partition:${name}`, [
      cell(name, 'strong'),
      cell(bound),
      cell(
        `${rowEstimate === null ? '' : `~${groupedDigits(rowEstimate)} rows, `}${byteText(byteLength)}`,
        'muted',
      ),
    ]),
  );
  return { id: 'partitions', title: 'Partitions', rows };
}
