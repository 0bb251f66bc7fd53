/** What a doctor could have found in the described shop. */
import type { CheckFinding, CheckSummary, DoctorReport } from '../../../src/checks/doctor/finding.ts';

export function finding(
  given: Partial<CheckFinding> & Pick<CheckFinding, 'id' | 'level' | 'title'>,
): CheckFinding {
  return {
    check: 'unindexed-foreign-key',
    schema: 'public',
    table: 'orders',
    column: 'customer_id',
    model: 'Order',
    attribute: 'customerId',
    rowEstimate: null,
    evidence: [],
    fix: null,
    isKnown: false,
    ...given,
  };
}

export const doctor: DoctorReport = {
  findings: [
    finding({
      id: 'fk',
      level: 'warning',
      title: 'No index begins with the foreign key.',
      evidence: ['orders_customer_id_fkey refers to customers', 'about 12,000 rows'],
      fix: {
        type: 'sql',
        text: 'Add an index.',
        code: 'CREATE INDEX ON orders (customer_id);',
        migration: null,
      },
    }),
    finding({
      id: 'seq',
      level: 'error',
      check: 'sequence-behind',
      title: 'The sequence is behind.',
      table: 'customers',
      model: 'Customer',
      attribute: 'id',
    }),
    finding({ id: 'old', level: 'info', check: 'unused-index', title: 'Never used.', isKnown: true }),
  ],
  checks: ['unindexed-foreign-key', 'sequence-behind', 'unused-index'],
  incomplete: [],
  remarks: [],
  baseline: null,
};

export const summaries: readonly CheckSummary[] = [
  {
    id: 'unindexed-foreign-key',
    level: 'warning',
    title: 'foreign key without index',
    why: 'A deleted row is looked for in the whole table.',
    source: 'https://example.org/rule',
    needs: ['database'],
  },
];
