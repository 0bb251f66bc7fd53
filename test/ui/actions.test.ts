import { describe, expect, it } from 'vitest';
import { actions } from '../../src/ui/actions.ts';
import type { ActionContext } from '../../src/ui/actions/action-row.ts';
import { actionForKey, actionsIn, keyLabel } from '../../src/ui/keymap.ts';

const contexts = [...new Set(actions.map((action) => action.context))];

describe('the table of actions', () => {
  it('names every action once', () => {
    const ids = actions.map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(contexts)('binds a key once in the context %s', (context) => {
    const keys = actions.filter((action) => action.context === context).flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('describes every action and gives it at least one key', () => {
    for (const action of actions) {
      expect(action.title.length, action.id).toBeGreaterThan(1);
      expect(action.keys.length, action.id).toBeGreaterThan(0);
    }
  });

  it('lets no screen hide a key by which the console is left or explained', () => {
    const screens: readonly ActionContext[] = [
      'welcome',
      'rows',
      'record',
      'value',
      'graph',
      'query',
      'plan',
      'journal',
      'project',
      'log',
    ];
    for (const screen of screens) {
      for (const [key, id] of [
        ['q', 'app.quit'],
        ['?', 'app.help'],
        [':', 'app.palette'],
        ['ctrl+c', 'app.cancel'],
        ['escape', 'app.back'],
        ['M', 'app.migrations'],
      ] as const) {
        expect(actionForKey([screen, 'move', 'global'], key), `${screen} ${key}`).toBe(id);
      }
    }
  });

  it('lists an action under its nearest context only while one of its keys is free', () => {
    const ids = actionsIn(['scopes', 'move', 'global']).map((action) => action.id);
    expect(ids).toContain('scopes.close');
    expect(ids).toContain('app.back');
    expect(actionForKey(['scopes', 'move', 'global'], 'escape')).toBe('scopes.close');
  });

  it('is written down in docs/keys.md', async () => {
    const sections = contexts.map((context) => {
      const rows = actions
        .filter((action) => action.context === context)
        .map(
          (action) => `| ${action.keys.map((key) => `\`${keyLabel(key)}\``).join(' ')} | ${action.title} |`,
        );
      return [`## ${context}`, '', '| Keys | What they do |', '| --- | --- |', ...rows, ''].join('\n');
    });
    const page = `# Keys\n\nMade from the table of actions in \`src/ui/actions.ts\`.\n\n${sections.join('\n')}`;
    await expect(page).toMatchFileSnapshot('../../docs/keys.md');
  });
});
