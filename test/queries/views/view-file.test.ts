import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { SavedView } from '../../../src/queries/views/saved-view.ts';
import { deleteView, readViews, saveView, viewFile } from '../../../src/queries/views/view-file.ts';

const root = '/srv/shop';
let file: string;
beforeEach(() => {
  const directory = mkdtempSync(join(tmpdir(), 'seqscope-views-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  file = viewFile(directory, root);
});

function view(name: string, change: Partial<SavedView> = {}): SavedView {
  return {
    name,
    source: { type: 'model', name: 'User' },
    scopes: [{ name: 'under', arguments: [2, 'x', null] }],
    isUnscoped: false,
    filter: 'age > 3',
    order: [{ attribute: 'name', direction: 'desc', nulls: 'last' }],
    softDeleted: 'hidden',
    isDefault: false,
    columns: { order: ['name', 'id'], hidden: ['id'], frozen: 1, widths: [{ name: 'name', width: 20 }] },
    ...change,
  };
}

describe('the file of views', () => {
  it('has none before one is saved, and each as it was saved', () => {
    expect(readViews(file)).toEqual([]);
    saveView(file, root, view('young'));
    expect(saveView(file, root, view('old'))).toEqual([view('young'), view('old')]);
    expect(readViews(file)).toEqual([view('young'), view('old')]);
    expect(readdirSync(dirname(file))).toHaveLength(1);
  });

  it('is one a project', () => {
    expect(viewFile('/config', '/srv/shop')).not.toBe(viewFile('/config', '/srv/shop2'));
  });

  it('holds one view of a name and source, and one default of a source', () => {
    const table = { source: { type: 'table', schema: 'public', name: 'User' } } as const;
    saveView(file, root, view('a', { isDefault: true }));
    saveView(file, root, view('a', { ...table, isDefault: true }));
    const views = saveView(file, root, view('b', { isDefault: true }));
    expect(views.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['a', false],
      ['a', true],
      ['b', true],
    ]);
    expect(saveView(file, root, view('a', { filter: '' })).filter(({ name }) => name === 'a')).toHaveLength(
      2,
    );
    expect(deleteView(file, root, view('a')).map(({ source }) => source.type)).toEqual(['table', 'model']);
  });

  it.each([
    ['{"views": [', 'it is not JSON'],
    ['[]', 'it has no list of views'],
    ['{"views": [{"name": "x"}]}', "view 1 is not one of seqscope's"],
    [JSON.stringify({ views: [{ ...view('a'), order: [{ attribute: 1 }] }] }), 'view 1'],
    [JSON.stringify({ views: [{ ...view('a'), columns: { ...view('a').columns, frozen: -1 } }] }), 'view 1'],
  ])('that cannot be understood is named and left as it is: %s', (text, why) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    for (const attempt of [
      () => readViews(file),
      () => saveView(file, root, view('new')),
      () => deleteView(file, root, view('new')),
    ]) {
      expect(attempt).toThrow(why);
      expect(attempt).toThrow(expect.objectContaining({ code: 'views-unreadable' }));
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('that cannot be written is an error with its remedy', () => {
    writeFileSync(dirname(file), 'a file where the folder should be');
    expect(() => saveView(file, root, view('new'))).toThrow(/views/);
  });
});
